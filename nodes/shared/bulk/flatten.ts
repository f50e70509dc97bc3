import type { AttributeValue } from '../api/types';

/** What to do with a nested value, which Appcues ignores: spread it over dot keys, or leave it out. */
export type Nested = 'flatten' | 'drop';

export interface Flattened {
	/** Flat values by name; null is kept, undefined left out, dates are ISO text. */
	attributes: Record<string, AttributeValue>;
	/** Names whose values could not be kept. */
	dropped: string[];
}

/** What goes deeper is no attribute any more, and would end the stack. */
const DEEPEST = 50;

interface FlattenOptions {
	/** Own keys that are no attributes. */
	without?: ReadonlySet<string>;
	/** Where the attributes are put, behind what is there already; a new object when left out. */
	into?: Flattened['attributes'];
}

/**
 * Makes attributes flat, as Appcues wants them (docs/appcues-openapi.yaml, Attributes).
 *
 * With `flatten`, `{ plan: { name: 'pro' } }` becomes `plan.name`, and a list of plain values one comma-separated
 * text. Lists of objects are dropped either way. An own key wins over one that comes of flattening.
 */
export function flatten(
	values: Record<string, unknown>,
	nested: Nested,
	{ without, into = {} }: FlattenOptions = {},
): Flattened {
	const flat: Flattened = { attributes: into, dropped: [] };
	for (const name of Object.keys(values)) {
		if (without?.has(name)) continue;
		const value = values[name];
		const plain = plainValue(value);
		if (plain !== undefined) define(into, name, plain);
		else if (value === undefined) continue;
		else if (nested === 'drop' || typeof value !== 'object' || value === null) {
			flat.dropped.push(name);
		} else spread({ values, flat, without }, name, value, []);
	}
	return flat;
}

interface Spreading {
	values: Record<string, unknown>;
	flat: Flattened;
	without?: ReadonlySet<string>;
}

/** Puts a nested value in, under its name or names that begin with it. */
function spread(all: Spreading, name: string, value: object, above: object[]): void {
	const { flat } = all;
	if (Array.isArray(value)) {
		const list = joined(value);
		if (list === undefined) flat.dropped.push(name);
		else if (above.length === 0 || isFree(all, name)) define(flat.attributes, name, list);
	} else if (above.length >= DEEPEST || above.includes(value) || !isPlainObject(value)) {
		flat.dropped.push(name);
	} else {
		for (const [key, inner] of Object.entries(value)) {
			spreadEntry(all, `${name}.${key}`, inner, [...above, value]);
		}
	}
}

function spreadEntry(all: Spreading, name: string, value: unknown, above: object[]): void {
	const plain = plainValue(value);
	if (plain !== undefined) {
		if (isFree(all, name)) define(all.flat.attributes, name, plain);
	} else if (typeof value === 'object' && value !== null) {
		spread(all, name, value, above);
	} else if (value !== undefined) {
		all.flat.dropped.push(name);
	}
}

/** Whether no own key has that name. */
const isFree = ({ values, without }: Spreading, name: string) =>
	values[name] === undefined && !without?.has(name);

/** A name such as `__proto__` is a name like any other. */
function define(attributes: Flattened['attributes'], name: string, value: AttributeValue): void {
	if (name !== '__proto__') {
		attributes[name] = value;
		return;
	}
	Object.defineProperty(attributes, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** The value as Appcues keeps it; undefined for what it does not keep. */
function plainValue(value: unknown): AttributeValue | undefined {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value === 'bigint') return String(value);
	return isoDate(value);
}

/** Dates, and the luxon times that n8n's expressions give, as ISO text. */
function isoDate(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const { toISO } = value;
		const text: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
		return typeof text === 'string' ? text : undefined;
	}
	return undefined;
}

/** Nothing is a missing value in Appcues, not an empty text. */
function joined(list: unknown[]): string | null | undefined {
	const texts = list.filter((entry) => entry !== null && entry !== undefined).map(plainValue);
	if (texts.length === 0) return null;
	return texts.includes(undefined) ? undefined : texts.join(', ');
}

/**
 * An object of names and values, not a date, a map or a buffer. By its tag, as n8n's expressions may give objects of
 * another realm.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	return (
		Object.prototype.toString.call(value) === '[object Object]' &&
		typeof value === 'object' &&
		value !== null &&
		!('toISO' in value)
	);
}

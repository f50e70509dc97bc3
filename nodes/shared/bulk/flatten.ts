import type { AttributeValue } from '../api/types';

/** What to do with a nested value, which Appcues ignores: spread it over dot keys, or leave it out. */
export type Nested = 'flatten' | 'drop';

export interface Flattened {
	/** Flat values by name; null is kept, undefined left out, dates are ISO text. */
	attributes: Record<string, AttributeValue>;
	/** Names whose values could not be kept. */
	dropped: string[];
}

/**
 * Makes attributes flat, as Appcues wants them (docs/appcues-openapi.yaml, Attributes).
 *
 * With `flatten`, `{ plan: { name: 'pro' } }` becomes `plan.name`, and a list of plain values one comma-separated
 * text. Lists of objects are dropped either way. An own key wins over one that comes of flattening.
 */
export function flatten(values: Record<string, unknown>, nested: Nested): Flattened {
	const attributes: Flattened['attributes'] = {};
	const dropped: string[] = [];
	const visit = (name: string, value: unknown, own: boolean, above: object[]) => {
		const plain = plainValue(value);
		if (plain !== undefined) {
			if (own || values[name] === undefined) define(attributes, name, plain);
		} else if (value === undefined) {
			return;
		} else if (nested === 'drop' || typeof value !== 'object' || value === null) {
			dropped.push(name);
		} else if (Array.isArray(value)) {
			const list = joined(value);
			if (list === undefined) dropped.push(name);
			else if (own || values[name] === undefined) define(attributes, name, list);
		} else if (above.includes(value) || !isPlainObject(value)) {
			dropped.push(name);
		} else {
			for (const [key, inner] of Object.entries(value)) {
				visit(`${name}.${key}`, inner, false, [...above, value]);
			}
		}
	};
	for (const [name, value] of Object.entries(values)) visit(name, value, true, []);
	return { attributes, dropped };
}

/** A name such as `__proto__` is a name like any other. */
function define(attributes: Flattened['attributes'], name: string, value: AttributeValue): void {
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

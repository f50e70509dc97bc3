import { isObject } from '../util/isObject';
import { parseJson } from '../util/parseJson';
import type { AppcuesEvent } from './event';

interface Found {
	/** The attribute that holds the value. */
	attribute: string;
	/** The key inside the attribute; undefined if the value is the whole attribute. */
	key?: string;
	value: unknown;
}

/**
 * Finds an event's attributes by any of several keys. Appcues writes some keys as `flowId`, others as `flow_id`, and
 * nests some: `interactionData: { formResponse }` is found as `interactionDataFormResponse`.
 */
export class AttributeLookup {
	private readonly attributes: Record<string, unknown>;

	private readonly found = new Map<string, Found>();

	private readonly taken: Found[] = [];

	constructor(event: AppcuesEvent) {
		this.attributes = attributesOf(event);
		const entries = Object.entries(this.attributes);
		for (const [attribute, value] of entries) {
			this.add(attribute, { attribute, value });
		}
		for (const [attribute, value] of entries) {
			const outer = fromJson(value);
			if (!isObject(outer)) continue;
			for (const [key, inner] of Object.entries(outer)) {
				this.add(attribute + key, { attribute, key, value: inner });
			}
		}
	}

	/** Returns the first value that `read` accepts, trying the keys in order. */
	find<T>(keys: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
		return this.first(keys, read)?.made;
	}

	/** Does the same as {@link find}, and leaves the value out of {@link rest}. */
	take<T>(keys: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
		const first = this.first(keys, read);
		if (first) this.taken.push(first.found);
		return first?.made;
	}

	/** Returns the attributes without what has been taken. */
	rest(): Record<string, unknown> {
		return Object.fromEntries(
			Object.entries(this.attributes).flatMap(([name, value]): Array<[string, unknown]> => {
				const taken = this.taken.filter(({ attribute }) => attribute === name);
				if (taken.length === 0) return [[name, value]];
				const inner = fromJson(value);
				if (!isObject(inner) || taken.some(({ key }) => key === undefined)) return [];
				const left = Object.entries(inner).filter(
					([each]) => !taken.some(({ key }) => key === each),
				);
				return left.length > 0 ? [[name, Object.fromEntries(left)]] : [];
			}),
		);
	}

	private first<T>(keys: readonly string[], read: (value: unknown) => T | undefined) {
		for (const key of keys) {
			const found = this.found.get(comparable(key));
			const made = found && read(found.value);
			if (found && made !== undefined) return { found, made };
		}
		return undefined;
	}

	private add(key: string, found: Found): void {
		const name = comparable(key);
		if (isEmpty(this.found.get(name)?.value)) this.found.set(name, found);
	}
}

/** An object, JSON text, or the columns of a CSV export (`attributes.score`, `attributes.interaction.response.0.value`). */
function attributesOf(event: AppcuesEvent): Record<string, unknown> {
	const given = fromJson(event.attributes);
	if (isObject(given)) return given;
	const root: Branch = new Map();
	for (const [column, value] of Object.entries(event)) {
		if (!column.startsWith(COLUMN_PREFIX) || value === '') continue;
		graft(root, column.slice(COLUMN_PREFIX.length).split('.'), value);
	}
	return Object.fromEntries([...root].map(([key, value]) => [key, plain(value)]));
}

const COLUMN_PREFIX = 'attributes.';

type Branch = Map<string, unknown>;

function graft(root: Branch, keys: string[], value: unknown): void {
	const last = keys.pop() ?? '';
	let branch = root;
	for (const key of keys) {
		const next = branch.get(key);
		const inner: Branch = next instanceof Map ? (next as Branch) : new Map<string, unknown>();
		branch.set(key, inner);
		branch = inner;
	}
	branch.set(last, value);
}

function plain(value: unknown): unknown {
	if (!(value instanceof Map)) return value;
	const entries = [...(value as Branch)].map(([key, inner]) => [key, plain(inner)] as const);
	const isList = entries.every(([key]) => /^\d+$/.test(key));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Exports and analytics write nested values as JSON text. Other strings are returned as they are. */
export function fromJson(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	return parseJson(value, 'exact') ?? value;
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

const comparable = (key: string) => key.toLowerCase().replace(/[\s_-]+/g, '');

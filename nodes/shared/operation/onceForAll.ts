import { InvalidInput } from '../util/invalidInput';
import { isObject } from '../util/isObject';
import { readsItem } from './expressions';
import type { ItemReader } from './itemReader';

/** A parameter that is the same for all items, and its value for the first one. */
interface Once {
	name: string;
	stored: unknown;
	first: unknown;
}

/**
 * What an operation reads once, from the first item, because it runs once for all items. An expression can return another
 * value for another item, which would be ignored silently.
 */
export class OnceForAll<Settings> {
	readonly settings: Settings;

	private readonly once: Once[];

	/** @throws {InvalidInput} as `read` does, for invalid parameters of the first item */
	constructor(
		first: ItemReader,
		private readonly read: (item: ItemReader) => Settings,
	) {
		const names = first.namesIn(() => read(first));
		this.settings = names.result;
		this.once = names.names
			.map((name) => ({ name, stored: first.stored(name) }))
			.filter(({ stored }) => someExpression(stored, readsItem))
			.map((each) => ({ ...each, first: first.value(each.name) }));
	}

	/**
	 * Requires that another item has the same. An entry of a collection may differ if it isn't among the settings, because
	 * the operation reads it from each item.
	 *
	 * @throws {InvalidInput} that quotes the expression
	 */
	requireSame(item: ItemReader): void {
		if (this.once.length === 0) return;
		const different = this.once.filter(({ name, first }) => text(item.value(name)) !== text(first));
		if (different.length === 0) return;
		const isSame =
			different.every(({ stored }) => isObject(stored)) &&
			text(this.read(item)) === text(this.settings);
		if (isSame) return;
		const quoted = different
			.flatMap(({ name, stored, first }) => expressionsIn(stored, first, item.value(name)))
			.map((expression) => expression.slice(1).trim().slice(0, 80));
		throw new InvalidInput(
			'The parameters of this item differ from those of item 0, but the node runs once for all items',
			`${quoted.join(' and ')} must return the same for all items. If it is meant for all, read it from the first item, as in {{ $input.first().json.name }}. Otherwise, run the node separately for each group of items.`,
		);
	}
}

const text = (value: unknown): string | undefined =>
	JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'bigint' ? String(inner) : inner,
	);

/** Returns whether any expression in a stored parameter fulfills a condition, at any depth. */
function someExpression(stored: unknown, fulfills: (stored: string) => boolean): boolean {
	if (typeof stored === 'string') return fulfills(stored);
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some((inner) => someExpression(inner, fulfills));
}

/** Returns the expressions that have two different values. */
function expressionsIn(stored: unknown, one: unknown, other: unknown): string[] {
	if (text(one) === text(other)) return [];
	if (typeof stored === 'string') return stored.startsWith('=') ? [stored] : [];
	if (!isObject(stored)) return [];
	const inner = (value: unknown, key: string) => (isObject(value) ? value[key] : undefined);
	return Object.entries(stored).flatMap(([key, entry]) =>
		expressionsIn(entry, inner(one, key), inner(other, key)),
	);
}

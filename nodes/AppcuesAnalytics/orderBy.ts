import type { Order } from '../shared/api/endpoints/analytics';
import { InvalidInput } from '../shared/util/invalidInput';
import { listEntries } from '../shared/checks/lists';

export const ORDER_BY = 'Order By';

/** `users desc`. A field's name can contain spaces if a direction follows it. */
const WITH_DIRECTION = /^(.*\S)\s+(asc|desc)$/is;

/**
 * Reads what rows are sorted by: `users desc, day`, an array of such strings, or Appcues' own array of pairs.
 *
 * @throws {InvalidInput} for anything else
 */
export function parseOrder(value: unknown): Order[] {
	const entries = listEntries(value ?? '', ORDER_BY);
	const pair = fromPair(entries);
	if (pair) return [pair];
	return entries.flatMap((entry) => {
		if (typeof entry === 'string' && entry.trim() === '') return [];
		const order = typeof entry === 'string' ? fromText(entry.trim()) : fromPair(entry);
		if (order) return [order];
		throw new InvalidInput(
			`'${ORDER_BY}' contains ${(JSON.stringify(entry) ?? String(entry)).slice(0, 60)}, which doesn't say what to sort by`,
			`In '${ORDER_BY}', enter names, each followed by asc or desc. Example: users desc, day asc.`,
		);
	});
}

function fromText(text: string): Order | undefined {
	const [, field, direction] = WITH_DIRECTION.exec(text) ?? [];
	if (field !== undefined && direction !== undefined) return orderOf(field, direction);
	// The second of two words was meant as a direction.
	return /\s|^(asc|desc)$/i.test(text) ? undefined : [text, 'asc'];
}

function fromPair(entry: unknown): Order | undefined {
	if (!Array.isArray(entry) || entry.length !== 2) return undefined;
	const [field, direction]: unknown[] = entry;
	if (typeof field !== 'string' || typeof direction !== 'string') return undefined;
	return orderOf(field.trim(), direction.trim());
}

function orderOf(field: string, direction: string): Order | undefined {
	const known = (['asc', 'desc'] as const).find((each) => each === direction.toLowerCase());
	return field === '' || known === undefined ? undefined : [field, known];
}

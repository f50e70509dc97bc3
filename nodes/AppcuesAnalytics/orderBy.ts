import type { Order } from '../shared/api/endpoints/analytics';
import { InvalidInput } from '../shared/util/invalidInput';
import { listEntries } from '../shared/checks/lists';

export const ORDER_BY = 'Order By';

/** `users desc`; a field's name may hold blanks when a direction follows it. */
const WITH_DIRECTION = /^(.*\S)\s+(asc|desc)$/is;

/**
 * What rows are sorted by: `users desc, day`, an array of such texts, or Appcues' own list of pairs.
 *
 * @throws {InvalidInput} for what is neither
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
			`'${ORDER_BY}' holds ${(JSON.stringify(entry) ?? String(entry)).slice(0, 60)}, which does not say what to sort by`,
			`Enter names, each with asc or desc after it, in '${ORDER_BY}', such as: users desc, day asc.`,
		);
	});
}

function fromText(text: string): Order | undefined {
	const [, field, direction] = WITH_DIRECTION.exec(text) ?? [];
	if (field !== undefined) return orderOf(field, direction);
	// Of two words the second was meant for a direction.
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

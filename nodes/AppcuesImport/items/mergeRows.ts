/** A row about a user or a group. */
interface SourceRow<Value> {
	/** The item that it comes from. */
	item: number;
	/** `line`: the values to send, by name. None is undefined. */
	input: { id: string; line: Record<string, Value> };
}

/** A row to send, and all items in it. */
export interface MergedRow<Value> {
	items: number[];
	line: Record<string, Value>;
}

/**
 * Merges all rows of one ID, since jobs can run in any order. Later values overwrite earlier ones, also with null. A
 * merged row has the position of the first row of its ID.
 */
export function mergeRows<Value>(rows: Iterable<SourceRow<Value>>): Array<MergedRow<Value>> {
	const merged = new Map<string, MergedRow<Value>>();
	for (const { item, input } of rows) {
		const { id, line } = input;
		const known = merged.get(id);
		if (known) {
			known.items.push(item);
			known.line = { ...known.line, ...line };
		} else {
			merged.set(id, { items: [item], line });
		}
	}
	return [...merged.values()];
}

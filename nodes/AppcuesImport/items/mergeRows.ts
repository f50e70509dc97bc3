/** A row about a user or a group. */
interface SourceRow<Value> {
	/** The item that it came from. */
	item: number;
	id: string;
	/** What is sent: values by name. Nothing in it is undefined. */
	line: Record<string, Value>;
}

/** A row to be sent, and all the items that are in it. */
export interface MergedRow<Value> {
	items: number[];
	line: Record<string, Value>;
}

/**
 * Makes one row of all the rows of one ID, so that jobs that run side by side cannot swap them. Later values win;
 * null is a value. A merged row stands where the first of its ID stood.
 */
export function mergeRows<Value>(rows: Iterable<SourceRow<Value>>): Array<MergedRow<Value>> {
	const merged = new Map<string, MergedRow<Value>>();
	for (const { item, id, line } of rows) {
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

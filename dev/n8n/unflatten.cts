/**
 * Reads n8n's stored execution data, which is in the format of the npm package "flatted": a JSON array in which
 * every string inside an object or array is the index of another entry. Entry 0 is the root. So it can contain
 * the same object twice, and cycles.
 */
export function unflatten(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const built = new Map<number, unknown>();
	const entryAt = (index: number): unknown => {
		const entry = entries[index];
		if (entry === null || typeof entry !== 'object') return entry;
		if (built.has(index)) return built.get(index);
		const result: unknown[] | Record<string, unknown> = Array.isArray(entry) ? [] : {};
		built.set(index, result); // before its parts, because one of them may be the object itself
		for (const [key, value] of Object.entries(entry)) {
			Object.assign(result, { [key]: typeof value === 'string' ? entryAt(Number(value)) : value });
		}
		return result;
	};
	return entryAt(0);
}

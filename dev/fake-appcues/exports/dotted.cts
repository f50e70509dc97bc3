/** Returns a flat row: `attributes.score`, `attributes.interaction.response.0.value`. Empty objects are dropped. */
export function dotted(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const flat: Record<string, unknown> = {};
	put(flat, '', row);
	return flat;
}

function put(flat: Record<string, unknown>, path: string, value: unknown): void {
	if (typeof value !== 'object' || value === null) {
		flat[path] = value;
		return;
	}
	for (const [key, inner] of Object.entries(value)) {
		put(flat, path === '' ? key : `${path}.${key}`, inner);
	}
}

/** What a value is, in a few words for a message; whatever it is, also what JSON cannot hold. */
export function describeValue(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value);
}

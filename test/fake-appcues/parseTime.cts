const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time as the contract wants it: ISO 8601 with a time zone, and a day that exists, which
 * neither the validator nor `Date.parse` looks at.
 *
 * @returns milliseconds since 1970; undefined for anything else
 */
export function parseTime(value: unknown): number | undefined {
	const day = typeof value === 'string' ? ISO.exec(value)?.[1] : undefined;
	if (day === undefined || !isDay(day)) return undefined;
	const at = Date.parse(String(value));
	return Number.isNaN(at) ? undefined : at;
}

function isDay(day: string): boolean {
	const at = Date.parse(day);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

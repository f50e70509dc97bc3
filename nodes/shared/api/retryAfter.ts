/** More than a year is no time to come back at. */
const LONGEST_MS = 365 * 24 * 3_600_000;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): whole seconds, or an HTTP date.
 *
 * @param now the time that a date is measured from, in milliseconds since 1970
 * @returns milliseconds from `now`, never negative; undefined when there is no header or it makes no sense
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const value = header.trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_MS);
	// Every form of an HTTP date starts with a weekday; Date.parse alone would also take "3 pm".
	if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), LONGEST_MS);
}

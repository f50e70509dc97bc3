import { parseJson } from '../../shared/util/parseJson';

import type { JsonScanner } from './jsonScanner';
import { JSON_KIND } from './jsonScanner';

/** Returns the value of a member as it is written. */
export function rawValue(
	{ kinds, starts, ends }: JsonScanner,
	bytes: Buffer,
	member: number,
): string {
	const quote = kinds[member] === JSON_KIND.string ? 1 : 0;
	return bytes.toString('utf8', starts[member] - quote, ends[member] + quote);
}

/** Returns the value of a member that is a string. */
export const stringOf = (scanner: JsonScanner, bytes: Buffer, member: number): string =>
	String(parseJson(rawValue(scanner, bytes, member), 'exact'));

/** Returns an ID that is written as a number, with all of its digits. */
export function idOf(raw: string): string {
	return /^-?\d+$|e\+/i.test(raw) ? raw : String(Number(raw));
}

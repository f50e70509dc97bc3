import type { UserId } from '../api/endpoints/types';
import { cleanId } from '../checks/ids';

/** Two IDs that differ only in how they're written. */
export interface Lookalike {
	/** As the user wrote it. */
	listed: UserId;
	/** As Appcues has it. */
	member: UserId;
}

/** What the IDs of {@link Lookalike} differ in, for messages. */
export const SPELLING = 'case, spaces or leading zeros';

/** As spreadsheets write the number 7: `007`, `7.0`. */
const NUMBER = /^0*(\d+?)(?:\.0+)?$/;

/** Quotes and brackets around an ID. */
const QUOTES = /^["'`([{<]+|["'`)\]}>]+$/g;

/** Returns what two IDs have in common that differ only in how they're written. */
export function spellingKey(id: UserId): string {
	const text = cleanId(id.normalize('NFKC')).toLowerCase().replace(/\s+/g, '');
	const bare = text.replace(QUOTES, '');
	return NUMBER.exec(bare)?.[1] ?? bare;
}

/** Returns the pairs of different IDs that differ only in how they're written. Each listed ID has at most one. */
export function lookalikesOf(listed: Iterable<UserId>, members: Iterable<UserId>): Lookalike[] {
	const bySpelling = new Map<string, UserId>();
	for (const member of members) bySpelling.set(spellingKey(member), member);
	const found: Lookalike[] = [];
	if (bySpelling.size === 0) return found;
	for (const id of listed) {
		const member = bySpelling.get(spellingKey(id));
		if (member !== undefined && member !== id) found.push({ listed: id, member });
	}
	return found;
}

/** Text between several IDs in one. */
const SEPARATORS = /[\s,;|]+/;

/** Returns listed IDs that are the IDs of several members in one: `user-1;user-2`. */
export function joinedIds(listed: Iterable<UserId>, members: Iterable<UserId>): UserId[] {
	const all = new Set(members);
	return [...listed].filter(
		(id) => SEPARATORS.test(id) && id.split(SEPARATORS).some((part) => all.has(part)),
	);
}

/** Describes the first pair: `"ada" is in the list, and "Ada" in the segment`. */
export const describeLookalike = ({ listed, member }: Lookalike): string =>
	`${JSON.stringify(listed)} is in the list, and ${JSON.stringify(member)} in the segment`;

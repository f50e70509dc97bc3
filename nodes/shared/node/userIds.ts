import type { INodeProperties } from 'n8n-workflow';

import type { UserId } from '../api/types';
import { InvalidInput } from '../invalidInput';
import { refuseFieldName } from './fieldName';
import type { Hints } from './hints';
import type { ItemReader } from './itemReader';
import { idText } from './idText';
import { listEntries } from './listEntries';

const LABEL = 'User IDs';

export const userIdsField: INodeProperties = {
	displayName: LABEL,
	name: 'userIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.user_id }}',
	description:
		'The Appcues user IDs: one ID, a comma-separated list, or an array. Not e-mail addresses: Appcues would make users of them who can never be targeted. The IDs of all input items are sent together.',
	hint: 'User IDs as your product sends them to Appcues, not e-mail addresses',
};

/** The user IDs that one item names. */
export interface NamedUsers {
	/** Trimmed, none blank; repeats are still in. */
	ids: UserId[];
	/** How many were blank. */
	blank: number;
}

/**
 * Reads 'User IDs' of an item: one ID, a comma-separated list, an array, or an array written as JSON.
 *
 * @throws {InvalidInput} for what cannot be an ID, and for the name of a field
 */
export function readUserIds(item: ItemReader): NamedUsers {
	const named = parseUserIds(item.value('userIds', ''));
	for (const id of named.ids) refuseFieldName(id, item, { parameter: 'userIds', label: LABEL });
	return named;
}

/** See {@link readUserIds}. IDs that come in an array may hold commas. */
export function parseUserIds(value: unknown): NamedUsers {
	const ids: UserId[] = [];
	let blank = 0;
	for (const entry of listEntries(value)) {
		const id = idText(entry, LABEL);
		if (id === '') blank += 1;
		else ids.push(id);
	}
	return { ids, blank };
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Warns of IDs that look like e-mail addresses: Appcues takes them without a word.
 *
 * @param why what is amiss with them, as a sentence
 */
export function hintAtEmails(ids: Iterable<UserId>, why: string, hints: Hints): void {
	const emails = [...ids].filter((id) => EMAIL.test(id));
	if (emails.length === 0) return;
	const subject =
		emails.length === 1
			? `"${emails[0]}" looks like an e-mail address`
			: `${emails.length} of the user IDs look like e-mail addresses, such as "${emails[0]}"`;
	hints.add(`${subject}. ${why} Check '${LABEL}'.`);
}

/** @throws {InvalidInput} when no item names a user: nearly always a mistyped expression */
export function requireSomeone(named: readonly NamedUsers[]): void {
	if (named.some(({ ids }) => ids.length > 0)) return;
	const where = named.length === 1 ? 'the item' : `any of the ${named.length} items`;
	throw new InvalidInput(
		`No user ID in ${where}: check '${LABEL}'`,
		"The expression gave nothing. In the node's input, look up what the column is called.",
	);
}

import type { INodeProperties } from 'n8n-workflow';

import type { UserId } from '../api/endpoints/types';
import { InvalidInput } from '../util/invalidInput';
import { isCleanId, noteId } from '../checks/ids';
import type { Noter } from '../checks/lists';
import { listEntries } from '../checks/lists';
import { readId, rejectFieldName } from '../fields/id';
import type { Hints } from '../operation/hints';
import type { ItemReader } from '../operation/itemReader';
import type { FromItem } from '../operation/operation';

const LABEL = 'User IDs';

/** Returns the parameter. @param together what happens with the IDs of all input items, for its description */
export const userIdsFieldOf = (together: string): INodeProperties => ({
	displayName: LABEL,
	name: 'userIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.user_id }}',
	description: ['One ID, several separated by commas or line breaks, or an array.', together].join(
		' ',
	),
	hint: 'Use the IDs your product sends to Appcues, not email addresses',
});

export const userIdsField = userIdsFieldOf('The IDs of all input items are sent together.');

/** The user IDs of one item. */
export interface NamedUsers {
	/** Trimmed, without blank IDs, with repeated ones. */
	readonly ids: UserId[];
	/** How many were blank. */
	readonly blank: number;
}

/** The users of one item, and their segment or group. */
export interface TargetedUsers extends NamedUsers {
	/** The ID of the segment or the group. */
	readonly targetId: string;
}

/** One user, without an array, because there may be a million of these. */
class OneUser implements TargetedUsers {
	constructor(
		readonly targetId: string,
		private readonly id: UserId,
	) {}

	get ids(): UserId[] {
		return [this.id];
	}

	get blank(): number {
		return 0;
	}
}

const PARAMETER = { parameter: 'userIds', label: LABEL };

/**
 * Reads 'User IDs' of an item (see {@link listEntries}), and notes what looks wrong.
 *
 * @param targetId the ID of the segment or the group
 * @param adds whether the users are added, so that an email address gets a hint
 * @throws {InvalidInput} for what can't be an ID, and for the name of a field
 */
export function readUsers(targetId: string, item: ItemReader, adds: boolean): TargetedUsers {
	const value = item.value('userIds', '');
	if (isCleanId(value)) {
		rejectFieldName(value, item, PARAMETER);
		return new OneUser(targetId, value);
	}
	const { ids, blank } = parseUserIds(value, item);
	const checks = { findings: item.findings, subject: LABEL, ofUser: adds };
	const place = { item: item.item };
	for (const id of ids) {
		rejectFieldName(id, item, PARAMETER);
		noteId(id, checks, place);
	}
	return { targetId, ids, blank };
}

/** Parses a list of user IDs (see {@link readUsers}). IDs in an array may contain commas. */
export function parseUserIds(value: unknown, noter?: Noter): NamedUsers {
	const ids: UserId[] = [];
	let blank = 0;
	for (const entry of listEntries(value, LABEL, noter)) {
		const id = isCleanId(entry) ? entry : readId(entry, LABEL);
		if (id === '') blank += 1;
		else ids.push(id);
	}
	return { ids, blank };
}

/**
 * Requires at least one user ID, and shows a hint with the number of blank ones. Without any ID, an expression is nearly
 * always wrong.
 *
 * @throws {InvalidInput} if no item has one
 */
export function requireSomeone(inputs: ReadonlyArray<FromItem<NamedUsers>>, hints: Hints): void {
	let blank = 0;
	for (const { input } of inputs) blank += input.blank;
	if (!inputs.some(({ input }) => input.ids.length > 0)) {
		const where = inputs.length === 1 ? 'the item' : `any of the ${inputs.length} items`;
		throw new InvalidInput(
			`No user ID in ${where}: check '${LABEL}'`,
			"The expression returned nothing. Look up the column's name in the node's input.",
		);
	}
	if (blank > 0) {
		hints.add(`${blank} blank user ${blank === 1 ? 'ID was' : 'IDs were'} skipped.`);
	}
}

import type { INodeProperties } from 'n8n-workflow';

import type { UserId } from '../api/endpoints/types';
import { InvalidInput } from '../util/invalidInput';
import { isCleanId, isGroupedNumber, noteId } from '../checks/ids';
import type { Noter } from '../checks/lists';
import { listEntries } from '../checks/lists';
import { readId, rejectFieldName } from '../fields/id';
import type { Hints } from '../operation/hints';
import type { ItemReader } from '../operation/itemReader';
import type { FromItem } from '../operation/operation';

const LABEL = 'User IDs';

/** How many places of blank IDs a hint lists. */
const LISTED = 10;

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
	/** Where the first blank IDs are in a list, from 1; nothing if the item isn't a list. */
	readonly blankEntries?: readonly number[];
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
	const users = parseUserIds(value, item);
	// Read as the IDs 1 and 234. A user who types a list means one.
	if (typeof value === 'string' && isGroupedNumber(value.trim()) && !item.isFixed('userIds')) {
		item.note('groupedId', LABEL, value);
	}
	const checks = { findings: item.findings, subject: LABEL, ofUser: adds };
	const place = { item: item.item };
	for (const id of users.ids) {
		rejectFieldName(id, item, PARAMETER);
		noteId(id, checks, place);
	}
	return { targetId, ...users };
}

/** Parses a list of user IDs (see {@link readUsers}). IDs in an array may contain commas. */
export function parseUserIds(value: unknown, noter?: Noter): NamedUsers {
	const ids: UserId[] = [];
	const blankEntries: number[] = [];
	let blank = 0;
	const entries = listEntries(value, LABEL, noter);
	for (const entry of entries) {
		const id = isCleanId(entry) ? entry : readId(entry, LABEL);
		if (id !== '') {
			ids.push(id);
			continue;
		}
		blank += 1;
		if (blank <= LISTED) blankEntries.push(ids.length + blank);
	}
	return blank > 0 && entries.length > 1 ? { ids, blank, blankEntries } : { ids, blank };
}

/**
 * Requires at least one user ID, and shows a hint with the number and the places of blank ones. Without any ID, an
 * expression is nearly always wrong.
 *
 * @throws {InvalidInput} if no item has one
 */
export function requireSomeone(inputs: ReadonlyArray<FromItem<NamedUsers>>, hints: Hints): void {
	if (!inputs.some(({ input }) => input.ids.length > 0)) {
		const where = inputs.length === 1 ? 'the item' : `any of the ${inputs.length} items`;
		throw new InvalidInput(
			`No user ID in ${where}: check '${LABEL}'`,
			"The expression returned nothing. Look up the column's name in the node's input.",
		);
	}
	const hint = blankHint(inputs);
	if (hint !== undefined) hints.add(hint);
}

/** Says how many IDs are blank and where; undefined if none is. */
function blankHint(inputs: ReadonlyArray<FromItem<NamedUsers>>): string | undefined {
	const places: string[] = [];
	let blank = 0;
	let items = 0;
	for (const { item, input } of inputs) {
		if (input.blank === 0) continue;
		blank += input.blank;
		items += 1;
		if (items <= LISTED) places.push(`item ${item}${entriesOf(input)}`);
	}
	if (blank === 0) return undefined;
	const count = `${blank.toLocaleString('en')} blank user ${blank === 1 ? 'ID was' : 'IDs were'}`;
	const more = items > LISTED ? ` and ${(items - LISTED).toLocaleString('en')} more` : '';
	return `${count} skipped. Found in ${places.join(', ')}${more}.`;
}

/** Names the blank entries of a list: ` (entry 3)`. */
function entriesOf({ blank, blankEntries = [] }: NamedUsers): string {
	if (blankEntries.length === 0) return '';
	const more = blank > blankEntries.length ? ` and ${blank - blankEntries.length} more` : '';
	return ` (${blank === 1 ? 'entry' : 'entries'} ${blankEntries.join(', ')}${more})`;
}

import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../api/path';
import type { UserId } from '../api/endpoints/types';
import { noteId } from '../checks/ids';
import { noteEntry } from '../checks/lists';
import { readId, rejectFieldName } from './id';
import type { ItemReader } from '../operation/itemReader';

const LABEL = 'User ID';

export const userIdField: INodeProperties = {
	displayName: LABEL,
	name: 'userId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. user-1042',
	description:
		'The ID of the user, exactly as your product sends it to Appcues. Not an email address.',
	hint: 'Use the ID your product sends to Appcues, not an email address',
};

/**
 * Reads 'User ID', and notes what looks wrong.
 *
 * @param creates whether the operation creates unknown users, so that an email address gets a hint
 * @throws {InvalidInput} for an invalid ID, and for the name of a field
 */
export function readUserId(item: ItemReader, { creates = false } = {}): UserId {
	const id = checkedId(readId(item.value('userId', ''), LABEL), `'${LABEL}'`);
	rejectFieldName(id, item, { parameter: 'userId', label: LABEL });
	noteEntry(id, LABEL, item);
	const checks = { findings: item.findings, subject: LABEL, ofUser: creates };
	noteId(id, checks, { item: item.item });
	return id;
}

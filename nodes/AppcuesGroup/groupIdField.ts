import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../shared/api/path';
import type { GroupId } from '../shared/api/endpoints/types';
import { noteId } from '../shared/checks/ids';
import { noteEntry } from '../shared/checks/lists';
import { readId } from '../shared/fields/id';
import type { ItemReader } from '../shared/operation/itemReader';

const LABEL = 'Group ID';

export const groupIdField: INodeProperties = {
	displayName: LABEL,
	name: 'groupId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. acme-corp',
	description:
		'The ID that your product sends to Appcues for the group, such as an account or a company',
};

/** Reads 'Group ID', and notes what looks wrong with it. @throws {InvalidInput} for an invalid ID */
export function readGroupId(item: ItemReader): GroupId {
	const id = checkedId(readId(item.value('groupId', ''), LABEL), `'${LABEL}'`);
	noteEntry(id, LABEL, item);
	noteId(id, { findings: item.findings, subject: LABEL, ofUser: false }, { item: item.item });
	return id;
}

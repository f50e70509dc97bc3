import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../shared/api/path';
import type { GroupId } from '../shared/api/types';
import { idText } from '../shared/node/idText';
import type { ItemReader } from '../shared/node/itemReader';

const LABEL = 'Group ID';

export const groupIdField: INodeProperties = {
	displayName: LABEL,
	name: 'groupId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. acme-corp',
	description:
		'The ID under which your product identifies the group to Appcues, such as a company or a workspace',
};

/** @throws {InvalidInput} for an ID that cannot be one */
export const readGroupId = (item: ItemReader): GroupId =>
	checkedId(idText(item.value('groupId', ''), LABEL), `'${LABEL}'`);

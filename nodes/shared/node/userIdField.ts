import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../api/path';
import type { UserId } from '../api/types';
import { refuseFieldName } from './fieldName';
import { idText } from './idText';
import type { ItemReader } from './itemReader';

const LABEL = 'User ID';

export const userIdField: INodeProperties = {
	displayName: LABEL,
	name: 'userId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. user-1042',
	description:
		'The ID under which your product identifies the user to Appcues; not an e-mail address',
};

/** @throws {InvalidInput} for an ID that cannot be one, and for the name of a field */
export function readUserId(item: ItemReader): UserId {
	const id = checkedId(idText(item.value('userId', ''), LABEL), `'${LABEL}'`);
	refuseFieldName(id, item, { parameter: 'userId', label: LABEL });
	return id;
}

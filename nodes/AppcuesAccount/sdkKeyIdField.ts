import type { INodeProperties } from 'n8n-workflow';

import { checkedId } from '../shared/api/path';
import type { SdkKeyId } from '../shared/api/endpoints/types';
import { readId } from '../shared/fields/id';
import type { ItemReader } from '../shared/operation/itemReader';

const LABEL = 'SDK Key ID';

export const sdkKeyIdField: INodeProperties = {
	displayName: LABEL,
	name: 'sdkKeyId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 8c2f7a15-4d90-4e6b-a3c8-5f1e0b9d7264',
	description: 'The ID of the key, not the key itself. "Get Many SDK Keys" returns it.',
};

/** @throws {InvalidInput} for an invalid ID */
export const readSdkKeyId = (item: ItemReader): SdkKeyId =>
	checkedId(readId(item.value('sdkKeyId', ''), LABEL), `'${LABEL}'`);

import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from './itemReader';
import { asText } from './itemReader';

const LABEL = 'Put Output File in Field';

/** Where to put a file that comes out; an entry of Options. */
export const putOutputInOption: INodeProperties = {
	displayName: LABEL,
	name: 'putOutputIn',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'The name of the binary field to put the file in',
};

/** @throws {InvalidInput} for what is no text */
export function readPutOutputIn(item: ItemReader): string {
	const { putOutputIn = 'data' } = item.collection('options');
	return asText(putOutputIn, LABEL).trim() || 'data';
}

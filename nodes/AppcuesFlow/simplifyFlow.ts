import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Experience } from '../shared/api/types';
import type { ItemReader } from '../shared/node/itemReader';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const readSimplify = (item: ItemReader): boolean => item.boolean('simplify', true);

/** What a workflow decides by; the rest is who changed it when, and the tags a second time. */
const KEPT = [
	'id',
	'name',
	'description',
	'published',
	'frequency',
	'tag_ids',
	'created_at',
	'updated_at',
	'url',
];

/** The part of a flow that most workflows need, in a fixed order. */
export function simplifyFlow(flow: Experience): IDataObject {
	return Object.fromEntries(KEPT.filter((key) => key in flow).map((key) => [key, flow[key]]));
}

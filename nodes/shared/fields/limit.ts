import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../operation/itemReader';

/** Return All and Limit, with n8n's standard texts. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** Reads how many results to return; Infinity for all. Appcues has no pages, so the node applies the limit. */
export function readLimit(item: ItemReader): number {
	if (item.boolean('returnAll', false)) return Infinity;
	return item.wholeNumber(item.value('limit', 50), 'Limit', 1, Number.MAX_SAFE_INTEGER);
}

/** Returns whether `text` contains `wanted`, ignoring case. */
export function contains(text: string | null | undefined, wanted: string): boolean {
	return (text ?? '').toLowerCase().includes(wanted.trim().toLowerCase());
}

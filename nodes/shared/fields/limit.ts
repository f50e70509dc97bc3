import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../operation/itemReader';

/**
 * Returns Return All and Limit, with n8n's standard texts.
 *
 * @param all the default of Return All
 * @param most the maximum of Limit, if there is one
 */
function limitFieldsWith(all: boolean, most?: number): INodeProperties[] {
	const returnAll: INodeProperties = {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	};
	return [
		{ ...returnAll, default: all },
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, ...(most !== undefined && { maxValue: most }) },
			default: 50,
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

/** For lists, which start with some results. */
export const limitFields: INodeProperties[] = limitFieldsWith(false);

/** For exports and queries, which start with all results. @param most the maximum of Limit, if there is one */
export const optionalLimitFields = (most?: number): INodeProperties[] =>
	limitFieldsWith(true, most);

/** Reads how many results to return; Infinity for all. Appcues has no pages, so the node applies the limit. */
export function readLimit(item: ItemReader): number {
	return readLimitUpTo(item, Number.MAX_SAFE_INTEGER, false) ?? Infinity;
}

/** Reads the limit that an export or a query sends to Appcues. @returns undefined for all */
export function readOptionalLimit(
	item: ItemReader,
	most = Number.MAX_SAFE_INTEGER,
): number | undefined {
	return readLimitUpTo(item, most, true);
}

function readLimitUpTo(item: ItemReader, most: number, all: boolean): number | undefined {
	if (item.boolean('returnAll', 'Return All', all)) return undefined;
	return item.wholeNumber(item.value('limit', 50), 'Limit', 1, most);
}

const OFFSET = 'Offset';

/** How many results to skip: an entry of Options. @param noun of a result, plural: `events` */
export const offsetOption = (noun: string): INodeProperties => ({
	displayName: OFFSET,
	name: 'offset',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: `How many ${noun} to skip`,
});

/** @returns undefined if the option isn't set */
export function readOffset(item: ItemReader): number | undefined {
	const { offset } = item.collection('options');
	return offset === undefined || offset === null || offset === ''
		? undefined
		: item.wholeNumber(offset, OFFSET, 0, Number.MAX_SAFE_INTEGER);
}

/** Returns whether `text` contains `wanted`, ignoring case. */
export function contains(text: string | null | undefined, wanted: string): boolean {
	return (text ?? '').toLowerCase().includes(wanted.trim().toLowerCase());
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../operation/itemReader';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const readSimplify = (item: ItemReader): boolean =>
	item.boolean('simplify', 'Simplify', true);

/** Returns an object with only these keys, in their order. */
export function pick(thing: IDataObject, kept: readonly string[]): IDataObject {
	return Object.fromEntries(kept.filter((key) => key in thing).map((key) => [key, thing[key]]));
}

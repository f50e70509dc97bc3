import type { IDataObject } from 'n8n-workflow';

import type { Flattened } from '../../shared/bulk/flatten';
import { flatten } from '../../shared/bulk/flatten';
import type { ItemSource } from '../../shared/node/readSource';
import { valueAt } from './values';

/** The attributes of an item. */
export interface ColumnValues extends Flattened {
	/** Selected columns that the item does not have. */
	absent?: string[];
}

/**
 * The attributes of an item: the selected columns, or all but those that hold something else.
 *
 * @param reserved names of fields that are no attributes, unless they are selected
 */
export function attributesOf(
	json: IDataObject,
	{ columns, nested }: ItemSource,
	reserved: ReadonlySet<string>,
): ColumnValues {
	if (columns) return selected(json, columns, nested);
	const others = Object.entries(json).filter(([name]) => !reserved.has(name));
	const flat = flatten(Object.fromEntries(others), nested);
	// A reserved name with dots is found only now.
	for (const name of reserved) delete flat.attributes[name];
	return flat;
}

function selected(
	json: IDataObject,
	columns: string[],
	nested: ItemSource['nested'],
): ColumnValues {
	const values = columns.map((name) => [name, valueAt(json, name)] as const);
	const absent = values.filter(([, value]) => value === undefined).map(([name]) => name);
	const flat = flatten(Object.fromEntries(values), nested);
	return absent.length > 0 ? { ...flat, absent } : flat;
}

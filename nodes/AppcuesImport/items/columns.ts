import type { IDataObject } from 'n8n-workflow';

import type { Attributes } from '../../shared/api/endpoints/types';
import type { Flattened, FlattenChecks } from '../../shared/checks/flatten';
import { flatten } from '../../shared/checks/flatten';
import type { ItemSource } from '../source';
import { valueAt } from './values';

/** The properties of an item. */
export interface ColumnValues extends Flattened {
	/** The selected columns that the item doesn't have. */
	absent?: string[];
	/** Whether the item has none of the selected columns. */
	noneFound?: boolean;
}

/**
 * Returns the properties of an item: the selected columns, or all except the reserved ones.
 *
 * @param reserved fields that aren't properties, unless they are selected
 * @param into the object to add them to
 */
export function attributesOf(
	json: IDataObject,
	{ columns, nested }: ItemSource,
	reserved: ReadonlySet<string>,
	checks: FlattenChecks,
	into: Attributes = {},
): ColumnValues {
	return columns
		? selected(json, columns, nested, checks, into)
		: flatten(json, nested, { checks, without: reserved, into });
}

function selected(
	json: IDataObject,
	columns: string[],
	nested: ItemSource['nested'],
	checks: FlattenChecks,
	into: Attributes,
): ColumnValues {
	const values = columns.map((name) => [name, valueAt(json, name)] as const);
	const absent = values.filter(([, value]) => value === undefined).map(([name]) => name);
	const flat = flatten(Object.fromEntries(values), nested, { checks, into });
	if (absent.length === 0) return flat;
	return { ...flat, absent, noneFound: absent.length === columns.length };
}

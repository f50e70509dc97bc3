import type { IDataObject } from 'n8n-workflow';

import type { Attributes } from '../../shared/api/endpoints/types';
import type { Flattened, FlattenChecks } from '../../shared/checks/flatten';
import { flatten } from '../../shared/checks/flatten';
import type { MappedColumn } from '../columnMap';
import type { ItemSource } from '../source';
import { valueAt } from './values';

/** The properties of an item. */
export interface ColumnValues extends Pick<Flattened, 'attributes'> {
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
	{ columns, rules }: ItemSource,
	reserved: ReadonlySet<string>,
	checks: FlattenChecks,
	into: Attributes = {},
): ColumnValues {
	return columns
		? selected(json, columns, rules, checks, into)
		: flatten(json, rules, { checks, without: reserved, into });
}

function selected(
	json: IDataObject,
	columns: readonly MappedColumn[],
	rules: ItemSource['rules'],
	checks: FlattenChecks,
	into: Attributes,
): ColumnValues {
	const values: Array<[string, unknown]> = [];
	const absent: string[] = [];
	for (const { field, property } of columns) {
		const value = valueAt(json, field);
		if (value === undefined) absent.push(field);
		values.push([property, value]);
	}
	const flat = flatten(Object.fromEntries(values), rules, { checks, into });
	if (absent.length === 0) return flat;
	return { ...flat, absent, noneFound: absent.length === columns.length };
}

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { AppcuesAccount } from '../api/account';
import { eventTime, isEvent } from '../events/event';
import type { AppcuesEvent } from '../events/event';
import { simplifyEvent } from '../events/simplify';
import { readSwitch } from '../fields/options';
import { readSimplify, simplifyField } from '../fields/simplify';
import type { ItemReader } from '../operation/itemReader';
import { isObject } from '../util/isObject';

/** Changes a row of an export before it becomes an item. */
export type ShapeRow = (row: IDataObject, account: AppcuesAccount) => IDataObject;

/** Whether events have the shape of the trigger's events. For items only: a file isn't changed. */
export const simplifyEventsField: INodeProperties = {
	...simplifyField,
	displayOptions: { show: { output: ['items'] } },
};

/** Whether nested fields become columns: an entry of Options, for items only. */
export const flattenOption: INodeProperties = {
	displayName: 'Flatten',
	name: 'flatten',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/output': ['items'] } },
	description: 'Whether to turn nested fields into columns with dotted names, for spreadsheets',
};

/** Reads both for rows that can be events. Rows of another kind are never simplified. */
export function readEventShape(item: ItemReader): ShapeRow {
	const simplify = readSimplify(item);
	const flatten = readFlatten(item);
	return (row, { hasStudio }) => {
		const shaped = simplify && isExportedEvent(row) ? simplifyEvent(row, hasStudio) : row;
		return flatten ? flattenRow(shaped) : shaped;
	};
}

/** Reads Flatten for rows that are no events. */
export function readFlattenShape(item: ItemReader): (row: IDataObject) => IDataObject {
	return readFlatten(item) ? flattenRow : (row) => row;
}

export const readFlatten = (item: ItemReader): boolean =>
	readSwitch(item.collection('options'), 'flatten', 'Flatten', false);

/** A row about a member of a segment can have a name too, and even a time. */
function isExportedEvent(row: IDataObject): row is AppcuesEvent {
	return (
		isEvent(row) &&
		eventTime(row) !== undefined &&
		('account_id' in row ||
			Object.keys(row).some((name) => name === 'attributes' || name.startsWith('attributes.')))
	);
}

/**
 * Turns nested fields into columns, as Appcues' CSV exports name them: `attributes.score`,
 * `attributes.interaction.response.0.value`. Like in a CSV, there is no column for nothing. A field whose columns would
 * replace others stays nested.
 */
export function flattenRow(row: IDataObject): IDataObject {
	const columns = new Map<string, unknown>();
	for (const [name, value] of Object.entries(row)) {
		const leaves = leavesOf(name, value);
		const isTaken = leaves.some(
			([column]) => column !== name && (columns.has(column) || column in row),
		);
		for (const [column, leaf] of isTaken ? [[name, value] as const] : leaves)
			columns.set(column, leaf);
	}
	return Object.fromEntries(columns) as IDataObject;
}

type Leaf = readonly [column: string, value: unknown];

function leavesOf(column: string, value: unknown): readonly Leaf[] {
	if (value === undefined || value === null || value === '') return [];
	if (!Array.isArray(value) && !isObject(value)) return [[column, value]];
	return Object.entries(value).flatMap(([key, inner]) => leavesOf(`${column}.${key}`, inner));
}

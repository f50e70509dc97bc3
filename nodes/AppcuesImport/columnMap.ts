import type { INodeProperties } from 'n8n-workflow';

import { cleanName, isNameless, visibleName } from '../shared/checks/names';
import { plainFieldName } from '../shared/fields/fieldNames';
import { readsData } from '../shared/operation/expressions';
import { asText } from '../shared/operation/itemReader';
import { InvalidInput } from '../shared/util/invalidInput';
import { isObject } from '../shared/util/isObject';

/** A table of fields, or columns of a file, and the names under which they are sent. */

export const MAP_LABEL = 'Column Mapping';

const FIELD = 'Field';
const PROPERTY = 'Property';

/** A field of the input, or a column of a file, and its name in Appcues. */
export interface MappedColumn {
	field: string;
	property: string;
}

/** @param field the description of its first column */
const mapOf = (field: string): INodeProperties => ({
	displayName: MAP_LABEL,
	name: 'columnMap',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Column',
	default: {},
	options: [
		{
			displayName: 'Column',
			name: 'column',
			values: [
				{
					displayName: FIELD,
					name: 'field',
					type: 'string',
					requiresDataPath: 'single',
					default: '',
					placeholder: 'e.g. Lifecycle Stage',
					description: field,
				},
				{
					displayName: PROPERTY,
					name: 'property',
					type: 'string',
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. lifecycle_stage',
					description: 'Its name in Appcues',
				},
			],
		},
	],
});

export const columnMapField: INodeProperties = {
	...mapOf('The name of a field of the items, not an expression that returns its value'),
	displayOptions: { show: { source: ['items'], columns: ['map'] } },
	description: 'The fields to send and their names in Appcues. Other fields are not sent.',
};

/** An entry of Options. */
export const columnMapOption: INodeProperties = {
	...mapOf('The name of a column in the header of the file'),
	displayOptions: { show: { '/source': ['file'] } },
	description: 'New names for columns of a CSV. Other columns keep their names.',
};

/**
 * Reads a table of columns, once for all items.
 *
 * @param value the table
 * @param stored the same, as the workflow stores it
 * @throws {InvalidInput} for an empty name, an expression that reads an item, and for two fields with the same new name
 */
export function readColumnMap(value: unknown, stored: unknown): MappedColumn[] {
	rejectItemExpressions(stored);
	const rows = isObject(value) && Array.isArray(value.column) ? value.column : [];
	const columns = rows.filter(isObject).map(({ field, property }, index): MappedColumn => {
		const column = {
			field: plainFieldName(nameIn(field, FIELD)),
			property: nameIn(property, PROPERTY),
		};
		if (column.field !== '' && !isNameless(column.property)) return column;
		const label = column.field === '' ? FIELD : PROPERTY;
		throw new InvalidInput(
			`'${label}' of column ${index + 1} in '${MAP_LABEL}' is ${column[label === FIELD ? 'field' : 'property'] === '' ? 'empty' : 'not a name'}`,
			`Enter a name in '${label}', or remove this column.`,
		);
	});
	for (const [index, { field, property }] of columns.entries()) {
		const other = columns.slice(0, index).find((each) => each.property === property);
		if (!other) continue;
		throw new InvalidInput(
			`'${MAP_LABEL}' gives ${quoted(other.field)} and ${quoted(field)} the same name ${quoted(property)}`,
			'Choose another name for one of them, or remove it.',
		);
	}
	return columns;
}

const nameIn = (value: unknown, label: string): string =>
	cleanName(asText(value, `${MAP_LABEL}: ${label}`));

const quoted = (name: string) => `'${visibleName(name)}'`;

function rejectItemExpressions(stored: unknown): void {
	if (readsData(stored)) {
		throw new InvalidInput(
			`'${MAP_LABEL}' contains an expression that reads an item`,
			`Switch it from Expression to Fixed, and enter the name of the field in '${FIELD}'.`,
		);
	}
	if (typeof stored === 'object' && stored !== null) {
		Object.values(stored).forEach(rejectItemExpressions);
	}
}

/**
 * Refuses a field that would replace the ID.
 *
 * @param id the field that the ID comes from, and the parameter with its name
 * @param column Appcues' name for the ID
 */
export function rejectMappedId(
	columns: readonly MappedColumn[],
	id: { name: string; label: string },
	column: string,
): void {
	const other = columns.find(({ field, property }) => property === column && field !== id.name);
	if (!other) return;
	throw new InvalidInput(
		`'${MAP_LABEL}' maps ${quoted(other.field)} to '${column}', but the ID comes from ${quoted(id.name)}`,
		`Enter ${quoted(other.field)} in '${id.label}', and remove it from '${MAP_LABEL}'.`,
	);
}

import type { INodeProperties } from 'n8n-workflow';

import type { ValueRules } from '../shared/checks/flatten';
import { readFieldNames } from '../shared/fields/fieldNames';
import { readSwitch } from '../shared/fields/options';
import { emptyValuesOption, nestedOption, readValueRules } from '../shared/fields/valueOptions';
import type { ItemReader } from '../shared/operation/itemReader';
import { InvalidInput } from '../shared/util/invalidInput';
import type { MappedColumn } from './columnMap';
import { MAP_LABEL, columnMapField, columnMapOption, readColumnMap } from './columnMap';
import type { Encoding } from './file/encodings';
import { ENCODING_LABEL, encodingOption, isEncoding } from './file/encodings';

/** The source of an import's rows: the input items, or files in them. */

export const SOURCE_LABELS = {
	columns: 'Columns to Send',
	selectedColumns: 'Columns',
	onInvalidRow: 'On Invalid Row',
	file: 'Input Binary Field',
	fileFormat: 'File Format',
	inOrder: 'Send in Order',
};

export const fromItems: INodeProperties['displayOptions'] = { show: { source: ['items'] } };
const fromFile: INodeProperties['displayOptions'] = { show: { source: ['file'] } };

export const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{
			name: 'File',
			value: 'file',
			description: "A CSV or NDJSON file with Appcues' own column names",
		},
		{ name: 'Input Items', value: 'items', description: 'Each input item is a row' },
	],
	default: 'items',
	description: 'Where the rows come from',
};

export const columnFields: INodeProperties[] = [
	{
		displayName: SOURCE_LABELS.columns,
		name: 'columns',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'Send every field of the items as a property' },
			{
				name: 'Map Each Column',
				value: 'map',
				description: 'Send only the fields below, under other names',
			},
			{ name: 'Selected', value: 'selected', description: 'Send only the fields below' },
		],
		default: 'all',
		displayOptions: fromItems,
		description: 'The fields of the items to send as properties',
		hint: 'Appcues keeps the type of each value: "5" stays a string. It ignores arrays and objects.',
	},
	{
		// Not required: n8n would require it whenever 'Source' or 'Columns to Send' is an expression.
		displayName: SOURCE_LABELS.selectedColumns,
		name: 'selectedColumns',
		type: 'string',
		default: '',
		requiresDataPath: 'multiple',
		placeholder: 'e.g. plan, seats, company.name',
		displayOptions: { show: { source: ['items'], columns: ['selected'] } },
		description: 'The names of the fields, comma-separated or as an array',
	},
	columnMapField,
];

export const fileFields: INodeProperties[] = [
	{
		displayName: SOURCE_LABELS.file,
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		displayOptions: fromFile,
		description: 'The name of the binary field of the input items with the file',
	},
	{
		displayName: SOURCE_LABELS.fileFormat,
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'With commas and a header row' },
			{ name: 'Detect', value: 'auto', description: 'By the file name, type and first character' },
			{ name: 'NDJSON', value: 'ndjson', description: 'One JSON object per line' },
		],
		default: 'auto',
		displayOptions: fromFile,
		description: 'The format of the file',
		hint: "Needs columns such as user_id. For others, add 'Column Mapping' in 'Options'.",
	},
];

/** The entries that the source adds to an operation's Options. */
export const sourceOptions: INodeProperties[] = [
	columnMapOption,
	{ ...encodingOption, displayOptions: { show: { '/source': ['file'] } } },
	{ ...emptyValuesOption, displayOptions: { show: { '/source': ['items'] } } },
	{ ...nestedOption, displayOptions: { show: { '/source': ['items'] } } },
	{
		displayName: SOURCE_LABELS.onInvalidRow,
		name: 'onInvalidRow',
		type: 'options',
		options: [
			{ name: 'Skip', value: 'skip', description: 'Skip the row and list it in the output' },
			{
				name: 'Stop',
				value: 'error',
				description:
					'Stop before anything is sent. If "On Error" is set to continue, only these items fail.',
			},
		],
		default: 'error',
		displayOptions: { show: { '/source': ['items'] } },
		description: 'What to do with an invalid item, such as one without an ID',
	},
	{
		displayName: SOURCE_LABELS.inOrder,
		name: 'inOrder',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/source': ['file'] } },
		description:
			'Whether to send the parts of a large file one after the other, so that later rows overwrite earlier ones',
	},
];

export interface ItemSource {
	kind: 'items';
	/** If undefined, all. */
	columns: MappedColumn[] | undefined;
	/** The label of the parameter with the columns, for messages. */
	columnsLabel: string;
	rules: ValueRules;
	skipInvalid: boolean;
}

/** Rows of CSV, or lines of NDJSON. */
export type FileFormat = 'csv' | 'ndjson';

export interface FileSource {
	kind: 'file';
	property: string;
	/** The parameter's label, for messages about the file. */
	label: string;
	/** If undefined, the node detects it. */
	format: FileFormat | undefined;
	/** If undefined, UTF-8, or UTF-16 with a byte order mark. */
	encoding: Encoding | undefined;
	inOrder: boolean;
	/** The columns of a CSV to rename. */
	renames: MappedColumn[];
}

/** @throws {InvalidInput} for an invalid choice or a missing name */
export function readSource(first: ItemReader): ItemSource | FileSource {
	const source = first.value('source', 'items');
	if (source === 'items') return readItemSource(first);
	if (source === 'file') return readFileSource(first);
	throw new InvalidInput("'Source' has an invalid value", "Choose 'Input Items' or 'File'.");
}

function readItemSource(first: ItemReader): ItemSource {
	const { onInvalidRow = 'error' } = first.collection('options');
	if (onInvalidRow !== 'error' && onInvalidRow !== 'skip') {
		throw new InvalidInput(
			`'${SOURCE_LABELS.onInvalidRow}' has an invalid value`,
			"Choose 'Stop' or 'Skip'.",
		);
	}
	return {
		kind: 'items',
		...readColumns(first),
		rules: readValueRules(first),
		skipInvalid: onInvalidRow === 'skip',
	};
}

function readFileSource(first: ItemReader): FileSource {
	const format = first.value('fileFormat', 'auto');
	if (format !== 'auto' && format !== 'csv' && format !== 'ndjson') {
		throw new InvalidInput(
			`'${SOURCE_LABELS.fileFormat}' has an invalid value`,
			"Choose 'Detect', 'CSV' or 'NDJSON'.",
		);
	}
	const options = first.collection('options');
	const { encoding = 'auto', columnMap } = options;
	if (encoding !== 'auto' && !isEncoding(encoding)) {
		throw new InvalidInput(
			`'${ENCODING_LABEL}' has an invalid value`,
			"Choose 'Detect', or the encoding of the file.",
		);
	}
	return {
		kind: 'file',
		property: first.requiredText('binaryPropertyName', SOURCE_LABELS.file),
		label: SOURCE_LABELS.file,
		format: format === 'auto' ? undefined : format,
		encoding: encoding === 'auto' ? undefined : encoding,
		inOrder: readSwitch(options, 'inOrder', SOURCE_LABELS.inOrder, false),
		renames: readColumnMap(columnMap, first.stored('options', 'columnMap')),
	};
}

function readColumns(first: ItemReader): Pick<ItemSource, 'columns' | 'columnsLabel'> {
	const columns = first.value('columns', 'all');
	switch (columns) {
		case 'all':
			return { columns: undefined, columnsLabel: SOURCE_LABELS.columns };
		case 'selected':
			return { columns: readSelected(first), columnsLabel: SOURCE_LABELS.selectedColumns };
		case 'map':
			return { columns: readMapped(first), columnsLabel: MAP_LABEL };
		default:
			throw new InvalidInput(
				`'${SOURCE_LABELS.columns}' has an invalid value`,
				"Choose 'All', 'Selected' or 'Map Each Column'.",
			);
	}
}

function readMapped(first: ItemReader): MappedColumn[] {
	const columns = readColumnMap(first.value('columnMap', {}), first.stored('columnMap'));
	if (columns.length > 0) return columns;
	throw new InvalidInput(
		`'${MAP_LABEL}' is empty`,
		`Add the fields to send, or choose 'All' in '${SOURCE_LABELS.columns}'.`,
	);
}

function readSelected(first: ItemReader): MappedColumn[] {
	const named = readFieldNames(
		first.value('selectedColumns', ''),
		SOURCE_LABELS.selectedColumns,
		first,
	);
	if (named.length > 0) return named.map((name) => ({ field: name, property: name }));
	throw new InvalidInput(
		`'${SOURCE_LABELS.selectedColumns}' is empty`,
		`Enter the names of the fields to send in '${SOURCE_LABELS.selectedColumns}', or choose 'All' in '${SOURCE_LABELS.columns}'.`,
	);
}

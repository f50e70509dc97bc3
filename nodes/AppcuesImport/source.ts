import type { INodeProperties } from 'n8n-workflow';

import type { Nested } from '../shared/checks/flatten';
import { nestedOption, readNested } from '../shared/fields/attributes';
import { readStringList } from '../shared/fields/stringList';
import type { ItemReader } from '../shared/operation/itemReader';
import { InvalidInput } from '../shared/util/invalidInput';
import type { Encoding } from './file/encodings';
import { ENCODING_LABEL, encodingOption, isEncoding } from './file/encodings';

/** Where the rows of an import come from: the input items, or files that they carry. */

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
			description: "A CSV or NDJSON file that already has Appcues' own column names",
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
			{ name: 'All', value: 'all', description: 'Every field of the items is an attribute' },
			{ name: 'Selected', value: 'selected', description: 'Only the fields named below' },
		],
		default: 'all',
		displayOptions: fromItems,
		description: 'Which fields of the items become attributes',
		hint: 'Appcues keeps numbers that come as text as texts, and ignores lists and objects',
	},
	{
		// Not required: n8n would want it also where 'Source' or 'Columns to Send' is an expression.
		displayName: SOURCE_LABELS.selectedColumns,
		name: 'selectedColumns',
		type: 'string',
		default: '',
		placeholder: 'e.g. plan, seats, company.name',
		displayOptions: { show: { source: ['items'], columns: ['selected'] } },
		description: 'The names of the fields, separated by commas, or an array of them',
	},
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
		description: 'The name of the field of the input items that holds the file',
	},
	{
		displayName: SOURCE_LABELS.fileFormat,
		name: 'fileFormat',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'With commas and a header row' },
			{ name: 'Detect', value: 'auto', description: "By the file's name, type and first letter" },
			{ name: 'NDJSON', value: 'ndjson', description: 'One JSON object per line' },
		],
		default: 'auto',
		displayOptions: fromFile,
		description: 'What kind of file it is',
	},
];

/** The entries that the source adds to an operation's Options. */
export const sourceOptions: INodeProperties[] = [
	{ ...encodingOption, displayOptions: { show: { '/source': ['file'] } } },
	{ ...nestedOption, displayOptions: { show: { '/source': ['items'] } } },
	{
		displayName: SOURCE_LABELS.onInvalidRow,
		name: 'onInvalidRow',
		type: 'options',
		options: [
			{ name: 'Skip', value: 'skip', description: 'Leave the row out and tell so in the output' },
			{
				name: 'Stop',
				value: 'error',
				description: 'Stop before anything is sent; with Continue On Fail only such an item fails',
			},
		],
		default: 'error',
		displayOptions: { show: { '/source': ['items'] } },
		description: 'What to do with an item that makes no row, such as one without an ID',
	},
	{
		displayName: SOURCE_LABELS.inOrder,
		name: 'inOrder',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/source': ['file'] } },
		description:
			'Whether to wait for the job of each part of the file before the next is sent. A large file goes as several parts whose jobs run side by side: take this when later rows of a user must win over earlier ones.',
	},
];

export interface ItemSource {
	kind: 'items';
	/** Undefined for all. */
	columns: string[] | undefined;
	nested: Nested;
	skipInvalid: boolean;
}

/** What the records of a file are: the rows of a CSV, or the lines of NDJSON. */
export type FileFormat = 'csv' | 'ndjson';

export interface FileSource {
	kind: 'file';
	property: string;
	/** For messages about the file. */
	label: string;
	/** Undefined: to be detected. */
	format: FileFormat | undefined;
	/** Undefined: UTF-8, or UTF-16 with a byte order mark. */
	encoding: Encoding | undefined;
	inOrder: boolean;
}

/** @throws {InvalidInput} for a choice that does not exist, or a name that is missing */
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
	const columns = first.value('columns', 'all') === 'selected' ? readColumns(first) : undefined;
	return {
		kind: 'items',
		columns,
		nested: readNested(first),
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
	const { inOrder = false, encoding = 'auto' } = first.collection('options');
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
		inOrder: inOrder === true || inOrder === 'true',
	};
}

function readColumns(first: ItemReader): string[] {
	const named = readStringList(
		first.value('selectedColumns', ''),
		SOURCE_LABELS.selectedColumns,
		first,
	);
	if (named.length > 0) return named;
	throw new InvalidInput(
		`'${SOURCE_LABELS.selectedColumns}' names no field`,
		`Enter the names of the fields to send in '${SOURCE_LABELS.selectedColumns}', or choose 'All' in '${SOURCE_LABELS.columns}'.`,
	);
}

import type { INodeProperties } from 'n8n-workflow';

import type { ExportFormat } from '../api/endpoints/types';
import { readSwitch } from '../fields/options';
import type { ItemReader } from '../operation/itemReader';
import { asText } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';

const LABEL = 'Put Output File in Field';

/** Where to put the output file: an entry of Options. */
export const putOutputInOption: INodeProperties = {
	displayName: LABEL,
	name: 'putOutputIn',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'The name of the binary field to put the file in',
};

/** Reads where to put the output file. @throws {InvalidInput} for anything but a string */
export function readPutOutputIn(item: ItemReader): string {
	const { putOutputIn = 'data' } = item.collection('options');
	return asText(putOutputIn, LABEL).trim() || 'data';
}

const LABELS = {
	output: 'Output',
	format: 'Format',
	fileName: 'File Name',
	includeDownloadUrl: 'Include Download URL',
};

/**
 * Returns the format of a file.
 *
 * @param outputs for which choices of 'Output' it's shown
 */
export const formatField = (outputs: string[], description: string): INodeProperties => ({
	displayName: LABELS.format,
	name: 'format',
	type: 'options',
	options: [
		{ name: 'CSV', value: 'csv' },
		{ name: 'JSON', value: 'json', description: 'One JSON object per line' },
	],
	default: 'csv',
	displayOptions: { show: { output: outputs } },
	description,
});

/** What to output when an export is finished, and the file's format. */
export const outputFields: INodeProperties[] = [
	{
		displayName: LABELS.output,
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Output the whole export as one file (binary data)',
			},
			{ name: 'Items', value: 'items', description: 'Output one item for each exported row' },
			{
				name: 'Job',
				value: 'job',
				description: 'Output only the job, without downloading its result',
			},
		],
		default: 'items',
		description:
			"What to output. If the node doesn't wait for completion, it always outputs the job.",
	},
	formatField(['file', 'job'], 'The format in which Appcues writes the export'),
];

/** The file's name and field: entries of Options, shown for the file output. */
export const fileOptions: INodeProperties[] = [
	{
		displayName: LABELS.fileName,
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. events.csv',
		displayOptions: { show: { '/output': ['file'] } },
		description:
			'Name of the file. Its extension depends on what Appcues returns, such as .csv, .jsonl, .csv.gz or .zip.',
	},
	{ ...putOutputInOption, displayOptions: { show: { '/output': ['file'] } } },
];

/** Whether to output the link to a job's file: an entry of Options. */
export const includeDownloadUrlOption: INodeProperties = {
	displayName: LABELS.includeDownloadUrl,
	name: 'includeDownloadUrl',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the link to the file. Anyone with the link can download the file until it expires.',
};

export const readIncludeDownloadUrl = (item: ItemReader): boolean =>
	readSwitch(item.collection('options'), 'includeDownloadUrl', LABELS.includeDownloadUrl, false);

/** All entries of Options for the output. */
export const outputOptions: INodeProperties[] = [
	...fileOptions,
	{ ...includeDownloadUrlOption, displayOptions: { show: { '/output': ['job'] } } },
];

/** The output that an item asks for. Items are always exported as JSON. */
export type Output = { format: ExportFormat } & (
	| { kind: 'items' }
	| { kind: 'file'; fileName: string; putOutputIn: string }
	| { kind: 'job'; includeDownloadUrl: boolean }
);

/** Reads what to output. @throws {InvalidInput} for an invalid value */
export function readOutput(item: ItemReader): Output {
	const kind = item.value('output', 'items');
	const { fileName } = item.collection('options');
	if (kind === 'items') return { kind, format: 'json' };
	const format = readFormat(item);
	if (kind === 'file') {
		return {
			kind,
			format,
			fileName: asText(fileName, LABELS.fileName).trim(),
			putOutputIn: readPutOutputIn(item),
		};
	}
	if (kind === 'job') return { kind, format, includeDownloadUrl: readIncludeDownloadUrl(item) };
	throw new InvalidInput(
		`'${LABELS.output}' has an invalid value`,
		"Choose 'File', 'Items' or 'Job'.",
	);
}

function readFormat(item: ItemReader): ExportFormat {
	const format = item.value('format', 'csv');
	if (format === 'csv' || format === 'json') return format;
	throw new InvalidInput(`'${LABELS.format}' has an invalid value`, "Choose 'CSV' or 'JSON'.");
}

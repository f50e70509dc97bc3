import type { INodeProperties } from 'n8n-workflow';

import type { Delivery } from '../shared/exports/exportOutput';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { readOutput } from '../shared/exports/outputFields';

/** What is to come of the file that a job has made. Its format was chosen when the job was started. */
export const downloadFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Output the whole export as one file (binary data)',
			},
			{
				name: 'Items',
				value: 'items',
				description:
					'Output one item for each exported row: NDJSON, a JSON array or CSV, plain or gzip',
			},
		],
		default: 'items',
		description: 'What to output. Items works for every format, whoever started the export.',
	},
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv' },
			{ name: 'JSON', value: 'json', description: 'One JSON object a line' },
		],
		default: 'csv',
		displayOptions: { show: { output: ['file'] } },
		description:
			"The format of the export, for the file's ending. JSON files are recognized, whatever you choose.",
	},
];

/** @throws {InvalidInput} for a choice that does not exist */
export function readDownload(item: ItemReader): Omit<Delivery, 'name'> {
	const output = readOutput(item);
	if (output.kind !== 'job') return { output, format: output.format };
	throw new InvalidInput("'Output' has an invalid value", "Choose 'File' or 'Items'.");
}

import type { INodeProperties } from 'n8n-workflow';

import type { Delivery } from '../shared/exports/deliver';
import { InvalidInput } from '../shared/invalidInput';
import type { ItemReader } from '../shared/node/itemReader';
import { readOutput } from '../shared/node/outputBlock';

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
				description: 'Output one item for each exported row, for exports in JSON',
			},
		],
		default: 'items',
		description:
			"What to output. An export that was started with the output Items is in JSON; one in CSV can be had as a file, which n8n's Extract from File node reads.",
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
			"The format that was chosen when the export was started; the file's ending follows from it",
	},
];

/** @throws {InvalidInput} for a choice that does not exist */
export function readDownload(item: ItemReader): Omit<Delivery, 'name'> {
	const output = readOutput(item);
	if (output.kind !== 'job') return { output, format: output.format };
	throw new InvalidInput("'Output' has no such choice", "Choose 'File' or 'Items'.");
}

import type { INodeProperties } from 'n8n-workflow';

import type { Delivery } from '../shared/exports/exportOutput';
import { InvalidInput } from '../shared/util/invalidInput';
import type { ItemReader } from '../shared/operation/itemReader';
import { formatField, readOutput } from '../shared/exports/outputFields';
import { readEventShape, simplifyEventsField } from '../shared/exports/shapeRows';

/** How to return the file of a job. The node that started the job has chosen its format. */
export const downloadFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'Output the export as one file (binary data)',
			},
			{
				name: 'Items',
				value: 'items',
				description:
					'Output one item per exported row of NDJSON, a JSON array or CSV, plain or gzip',
			},
		],
		default: 'items',
		description: 'What to output. "Items" works with every format.',
	},
	formatField(
		['file'],
		'The format of the export, for the file extension. The node detects JSON files in any case.',
	),
	{
		...simplifyEventsField,
		description: 'Whether to simplify exported events. Other rows are returned as they are.',
	},
];

/** @throws {InvalidInput} for an invalid choice */
export function readDownload(item: ItemReader): Omit<Delivery, 'name'> {
	const output = readOutput(item);
	if (output.kind !== 'job') return { output, format: output.format, shape: readEventShape(item) };
	throw new InvalidInput("'Output' has an invalid value", "Choose 'File' or 'Items'.");
}

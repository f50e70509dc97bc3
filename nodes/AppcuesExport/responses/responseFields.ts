import type { INodeProperties } from 'n8n-workflow';

import { includeDownloadUrlOption, putOutputInOption } from '../../shared/exports/outputFields';
import { optionsField } from '../../shared/fields/options';
import { waitOptions } from '../../shared/fields/wait';

const FILE_ONLY = { show: { '/output': ['file'] } };

/**
 * Returns the parameter for what to output of responses.
 *
 * @param noun of a response: `answer`
 * @param file what the file is
 */
export const responseOutputField = (
	noun: string,
	file: string,
	more: Array<{ name: string; value: string; description: string }> = [],
): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: `Output ${file} with one row for each ${noun}` },
		{ name: 'Items', value: 'items', description: `Output one item for each ${noun}` },
		...more,
	],
	default: 'items',
	description:
		"What to output. If the node doesn't wait for completion, it always outputs the job of the export.",
});

const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. responses.csv',
	displayOptions: FILE_ONLY,
	description: 'Name of the file. The node adds the extension if it is missing.',
};

/** Returns the Options for responses: those of the operation and those of all responses. */
export const responseOptions = (own: INodeProperties[], { hasJob = false } = {}): INodeProperties =>
	optionsField([
		...own,
		fileNameOption,
		{ ...putOutputInOption, displayOptions: FILE_ONLY },
		...(hasJob
			? [{ ...includeDownloadUrlOption, displayOptions: { show: { '/output': ['job'] } } }]
			: []),
		...waitOptions,
	]);

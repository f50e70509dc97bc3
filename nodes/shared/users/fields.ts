import type { INodeProperties } from 'n8n-workflow';

import { MAX_BATCH_USERS } from './batches';
import type { WaitSettings } from '../jobs/run';
import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import { optionsField } from '../fields/options';
import { userIdsField } from './userIds';
import { readWait, waitField, waitOptions } from '../fields/wait';

const BATCH_SIZE = 'Batch Size';

export const batchSizeOption: INodeProperties = {
	displayName: BATCH_SIZE,
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_BATCH_USERS },
	default: MAX_BATCH_USERS,
	description: 'Maximum number of users per request. Appcues processes each request on its own.',
};

const RETURN = 'Return';

/**
 * Returns what to output, an entry of Options.
 *
 * @param jobs the description of the default choice
 */
export const returnOption = (jobs = 'Output one item for each job'): INodeProperties => ({
	displayName: RETURN,
	name: 'return',
	type: 'options',
	options: [
		{
			name: 'Input Items',
			value: 'inputItems',
			description: 'Output each input item with the ID and the status of its job',
		},
		{ name: 'Jobs', value: 'jobs', description: jobs },
	],
	default: 'jobs',
	description:
		'What to output. Return the input items if the next nodes need their fields or files.',
});

/** What an operation outputs: one item per job, or each input item with its job. */
export type Returns = 'jobs' | 'inputItems';

/**
 * Returns the parameters of operations that send the users of all items together.
 *
 * @param more entries of Options
 */
export const usersFields = (more: readonly INodeProperties[] = []): INodeProperties[] => [
	userIdsField,
	waitField,
	optionsField([batchSizeOption, ...more, ...waitOptions]),
];

/** How to send users. Read once, from the first item. */
export interface UsersSettings {
	/** Maximum number of users per request. */
	batchSize: number;
	/** Undefined if the node doesn't wait for jobs. */
	wait?: WaitSettings;
	returns: Returns;
}

/** Reads how to send users. @throws {InvalidInput} for invalid numbers */
export function readUsersSettings(first: ItemReader): UsersSettings {
	return {
		batchSize: readBatchSize(first),
		wait: readWait(first),
		returns: readReturns(first),
	};
}

/** Reads what to output. @throws {InvalidInput} for an invalid value */
export function readReturns(first: ItemReader): Returns {
	const { return: returns = 'jobs' } = first.collection('options');
	if (returns === 'jobs' || returns === 'inputItems') return returns;
	throw new InvalidInput(`'${RETURN}' has an invalid value`, "Choose 'Jobs' or 'Input Items'.");
}

/** Reads how many users a request has at most. @throws {InvalidInput} for an invalid number */
export function readBatchSize(first: ItemReader): number {
	const { batchSize = MAX_BATCH_USERS } = first.collection('options');
	return first.wholeNumber(batchSize, BATCH_SIZE, 1, MAX_BATCH_USERS);
}

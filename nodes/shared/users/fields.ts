import type { INodeProperties } from 'n8n-workflow';

import { MAX_BATCH_USERS } from './batches';
import type { WaitSettings } from '../jobs/run';
import type { ItemReader } from '../operation/itemReader';
import { optionsField } from '../fields/options';
import { userIdsField } from './userIds';
import { readWait, waitField, waitOptions } from '../fields/wait';

const BATCH_SIZE = 'Batch Size';

const batchSizeOption: INodeProperties = {
	displayName: BATCH_SIZE,
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_BATCH_USERS },
	default: MAX_BATCH_USERS,
	description: 'Maximum number of users per request. Appcues processes each request on its own.',
};

/** The parameters of operations that send the users of all items together. */
export const usersFields: INodeProperties[] = [
	userIdsField,
	waitField,
	optionsField([batchSizeOption, ...waitOptions]),
];

/** How to send users. Read once, from the first item. */
export interface UsersSettings {
	/** Maximum number of users per request. */
	batchSize: number;
	/** Undefined if the node doesn't wait for jobs. */
	wait?: WaitSettings;
}

/** Reads how to send users. @throws {InvalidInput} for invalid numbers */
export function readUsersSettings(first: ItemReader): UsersSettings {
	const { batchSize = MAX_BATCH_USERS } = first.collection('options');
	return {
		batchSize: first.wholeNumber(batchSize, BATCH_SIZE, 1, MAX_BATCH_USERS),
		wait: readWait(first),
	};
}

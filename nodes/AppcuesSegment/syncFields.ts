import type { INodeProperties } from 'n8n-workflow';

import type { WaitSettings } from '../shared/jobs/run';
import type { ItemReader } from '../shared/operation/itemReader';
import { optionsField, readSwitch } from '../shared/fields/options';
import { segmentField } from '../shared/fields/segment';
import { readTimeout, timeoutOptions } from '../shared/fields/wait';
import type { Returns } from '../shared/users/fields';
import { batchSizeOption, readBatchSize, readReturns, returnOption } from '../shared/users/fields';
import { userIdsFieldOf } from '../shared/users/userIds';

export const LABELS = {
	removeOthers: 'Remove Others',
	maxRemovedPercent: 'Maximum Removed (Percent)',
	preview: 'Preview',
	verify: 'Verify',
};

const options: INodeProperties[] = [
	{
		displayName: LABELS.removeOthers,
		name: 'removeOthers',
		type: 'boolean',
		default: true,
		description:
			"Whether to remove the members who aren't in the list. Otherwise, only adds users.",
	},
	{
		displayName: LABELS.maxRemovedPercent,
		name: 'maxRemovedPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 1 },
		default: 50,
		description:
			'Stop before changing anything if more of the members, in percent, would be removed',
	},
	{
		displayName: LABELS.preview,
		name: 'preview',
		type: 'boolean',
		// Its value once it's added: users who add it expect that nothing changes.
		default: true,
		description: 'Whether to only output the difference, without changing the segment',
	},
	{
		displayName: LABELS.verify,
		name: 'verify',
		type: 'boolean',
		default: false,
		description:
			'Whether to export the members again and output removed users who are still members',
	},
];

export const syncFields: INodeProperties[] = [
	segmentField,
	userIdsFieldOf('The IDs of all input items together are the list.'),
	optionsField([
		batchSizeOption,
		...options,
		returnOption('Output one item for each segment, with the difference and the jobs'),
		...timeoutOptions,
	]),
];

/** How to sync. Read once, from the first item. */
export interface SyncSettings {
	/** Whether to remove the members who aren't listed. */
	removeOthers: boolean;
	/** How many percent of the members can be removed at most. */
	maxRemovedPercent: number;
	/** Only return the difference. */
	preview: boolean;
	/** Export the members again afterwards. */
	verify: boolean;
	/** Maximum number of users per request. */
	batchSize: number;
	returns: Returns;
	wait: WaitSettings;
}

/** Reads how to sync. @throws {InvalidInput} for invalid values */
export function readSyncSettings(first: ItemReader): SyncSettings {
	const set = first.collection('options');
	const { maxRemovedPercent = 50 } = set;
	return {
		removeOthers: readSwitch(set, 'removeOthers', LABELS.removeOthers, true),
		maxRemovedPercent: first.percent(maxRemovedPercent, LABELS.maxRemovedPercent),
		preview: readSwitch(set, 'preview', LABELS.preview, false),
		verify: readSwitch(set, 'verify', LABELS.verify, false),
		batchSize: readBatchSize(first),
		returns: readReturns(first),
		wait: readTimeout(first),
	};
}

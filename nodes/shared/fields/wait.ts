import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../util/invalidInput';
import type { WaitSettings } from '../jobs/run';
import type { ItemReader } from '../operation/itemReader';

const LABELS = {
	wait: 'Wait for Completion',
	timeout: 'Timeout (Seconds)',
	pollInterval: 'Poll Interval (Seconds)',
};

export const waitField: INodeProperties = {
	displayName: LABELS.wait,
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until Appcues has finished. It works in the background, usually for a few seconds.',
};

/** How long to wait and what happens at the end: entries of Options for an operation that always waits. */
export const timeoutOptions: INodeProperties[] = [
	{
		displayName: 'On Timeout',
		name: 'onTimeout',
		type: 'options',
		options: [
			{
				name: 'Return the Job',
				value: 'returnJob',
				description: 'Output the job with its last status and continue',
			},
			{
				name: 'Stop',
				value: 'error',
				description: 'Stop with a message that includes the job ID',
			},
		],
		default: 'error',
		description: "What to do with a job that isn't finished when the time is up",
	},
	{
		displayName: LABELS.pollInterval,
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 0.001 },
		default: 2,
		description: 'Time until the first status check. Later checks are further apart.',
	},
	{
		displayName: LABELS.timeout,
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0.001 },
		default: 600,
		description: 'How long to wait for the job in total',
	},
];

/** The same entries for an operation that can wait. They're shown only if it does. */
export const waitOptions: INodeProperties[] = timeoutOptions.map((option) => ({
	...option,
	displayOptions: { show: { '/waitForCompletion': [true] } },
}));

/**
 * Reads whether and how long to wait.
 *
 * @returns undefined if the node doesn't wait
 * @throws {InvalidInput} for invalid values
 */
export function readWait(item: ItemReader): WaitSettings | undefined {
	return item.boolean('waitForCompletion', LABELS.wait, true) ? readTimeout(item) : undefined;
}

/** Reads how long to wait. @throws {InvalidInput} for invalid values */
export function readTimeout(item: ItemReader): WaitSettings {
	const { timeout = 600, pollInterval = 2, onTimeout = 'error' } = item.collection('options');
	if (onTimeout !== 'error' && onTimeout !== 'returnJob') {
		throw new InvalidInput(
			"'On Timeout' has an invalid value",
			"Choose 'Stop' or 'Return the Job'.",
		);
	}
	return {
		timeoutMs: item.seconds(timeout, LABELS.timeout),
		pollIntervalMs: item.seconds(pollInterval, LABELS.pollInterval),
		onTimeout,
	};
}

import type { INodeProperties } from 'n8n-workflow';

import { isoTimestamp } from '../shared/bulk/timestamp';
import { InvalidInput } from '../shared/invalidInput';
import type { ItemReader } from '../shared/node/itemReader';

const START = 'Start Time';
const END = 'End Time';

export const timeRangeFields: INodeProperties[] = [
	{
		displayName: START,
		name: 'startTime',
		type: 'dateTime',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-01T00:00:00Z',
		description:
			"The time from which on to take events. A time without a time zone is taken in the workflow's time zone.",
	},
	{
		displayName: END,
		name: 'endTime',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-12-01T00:00:00Z',
		description:
			"The time up to which to take events; up to now when empty. A time without a time zone is taken in the workflow's time zone.",
		hint: 'Probably exclusive: for a whole day, enter the beginning of the next one. Events reach analytics, and so exports, some minutes after they happened.',
	},
];

/** As Appcues takes them, in UTC. */
export interface TimeRange {
	start_time: string;
	end_time?: string;
}

/** @throws {InvalidInput} for what is no time, and for an end that is not after the start */
export function readTimeRange(item: ItemReader): TimeRange {
	const start = readTime(item, 'startTime', START);
	const end = readTime(item, 'endTime', END);
	if (start === undefined) {
		throw new InvalidInput(`'${START}' is empty`, `Fill in '${START}', or check its expression.`);
	}
	if (end === undefined) return { start_time: start };
	if (end <= start) {
		throw new InvalidInput(
			`'${END}' (${end}) is not after '${START}' (${start})`,
			`Choose a later '${END}', or swap the two.`,
		);
	}
	return { start_time: start, end_time: end };
}

function readTime(item: ItemReader, name: string, label: string): string | undefined {
	const value = item.value(name, '');
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const time = isoTimestamp(value, item.timeZone);
	if (time !== undefined) return time;
	throw new InvalidInput(
		`'${label}' is ${(JSON.stringify(value) ?? String(value)).slice(0, 60)}, which is not a time`,
		`Enter a time such as 2026-11-23T10:00:00Z in '${label}', or check its expression.`,
	);
}

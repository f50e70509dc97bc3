import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../util/invalidInput';
import type { ItemReader } from '../operation/itemReader';
import { timeParameter } from './time';

const START = 'Start Time';
const END = 'End Time';

/**
 * A span of time.
 *
 * @param zone in which times are taken that name none: `the workflow's time zone`
 * @param withoutEnd what an empty end means; left out where there has to be one
 */
export function timeRangeFields(zone: string, withoutEnd?: string): INodeProperties[] {
	const zoneless = `A time without a time zone is taken in ${zone}`;
	const openEnd = withoutEnd === undefined ? '' : `; ${withoutEnd}`;
	return [
		{
			displayName: START,
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2026-11-01T00:00:00Z',
			description: `The time from which on to take events. ${zoneless}.`,
		},
		{
			displayName: END,
			name: 'endTime',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-12-01T00:00:00Z',
			description: `The time up to which to take events${openEnd}. ${zoneless}.`,
			hint: 'Probably exclusive: for a whole day, enter the beginning of the next one. Events reach analytics, and so exports, some minutes after they happened.',
		},
	];
}

/** As Appcues takes them, in UTC. */
export interface TimeRange {
	start_time: string;
	end_time?: string;
}

/**
 * @param timeZone (IANA) of times that name none; the workflow's when left out
 * @throws {InvalidInput} for what is no time, and for an end that is not after the start
 */
export function readTimeRange(item: ItemReader, timeZone = item.timeZone): TimeRange {
	const start = readTime(item, 'startTime', START, timeZone);
	const end = readTime(item, 'endTime', END, timeZone);
	if (start === undefined) throw empty(START);
	if (end === undefined) return { start_time: start };
	if (end <= start) {
		throw new InvalidInput(
			`'${END}' (${end}) is not after '${START}' (${start})`,
			`Choose a later '${END}', or swap the two.`,
		);
	}
	return { start_time: start, end_time: end };
}

/** See {@link readTimeRange}. @throws {InvalidInput} also for an empty end */
export function readClosedTimeRange(item: ItemReader, timeZone: string): Required<TimeRange> {
	const { start_time, end_time } = readTimeRange(item, timeZone);
	if (end_time === undefined) throw empty(END);
	return { start_time, end_time };
}

function readTime(
	item: ItemReader,
	name: string,
	label: string,
	timeZone: string,
): string | undefined {
	const value = item.value(name, '');
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	return timeParameter(item, value, { name, label }, timeZone);
}

function empty(label: string): InvalidInput {
	return new InvalidInput(`'${label}' is empty`, `Fill in '${label}', or check its expression.`);
}

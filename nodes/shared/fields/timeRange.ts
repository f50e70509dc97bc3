import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../util/invalidInput';
import type { ItemReader } from '../operation/itemReader';
import { timeParameter } from './time';

const START = 'Start Time';
const END = 'End Time';

/**
 * Returns the parameters for a time range.
 *
 * @param zone of times without a zone: `the workflow's time zone`
 * @param withoutEnd what an empty end means, if it can be empty
 */
export function timeRangeFields(zone: string, withoutEnd?: string): INodeProperties[] {
	const zoneless = `Times without a zone are in ${zone}`;
	const openEnd = withoutEnd === undefined ? '' : `, ${withoutEnd}`;
	return [
		{
			displayName: START,
			name: 'startTime',
			type: 'dateTime',
			default: '',
			required: true,
			placeholder: 'e.g. 2026-11-01T00:00:00Z',
			description: `The start of the time range. ${zoneless}.`,
		},
		{
			displayName: END,
			name: 'endTime',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-12-01T00:00:00Z',
			description: `The end of the time range${openEnd}. ${zoneless}.`,
			hint: 'To include a whole day, enter the start of the next day. New events are available after some minutes.',
		},
	];
}

/** A time range in Appcues' format, in UTC. */
export interface TimeRange {
	start_time: string;
	end_time?: string;
}

/**
 * Reads a time range.
 *
 * @param timeZone (IANA) of times without a zone; the workflow's by default
 * @throws {InvalidInput} for an invalid time, and for an end that isn't after the start
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

/** Reads a time range with an end (see {@link readTimeRange}). @throws {InvalidInput} also for an empty end */
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
	return new InvalidInput(
		`'${label}' is empty`,
		`Enter a time in '${label}', or check its expression.`,
	);
}

import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import type { Preset } from '../util/presetRange';
import { presetRange, PRESETS } from '../util/presetRange';
import { timeParameter } from './time';

const RANGE = 'Time Range';
const START = 'Start Time';
const END = 'End Time';

/** In the dropdown, sorted by name, as n8n's linter demands. */
const CHOICES: Array<{ name: string; value: Preset | 'custom'; description: string }> = [
	{ name: 'Custom', value: 'custom', description: 'From a start time to an end time' },
	{ name: 'Last 24 Hours', value: 'last24Hours', description: 'Up to now' },
	{
		name: 'Last 30 Days',
		value: 'last30Days',
		description: 'From this time of day 30 days ago up to now',
	},
	{
		name: 'Last 7 Days',
		value: 'last7Days',
		description: 'From this time of day seven days ago up to now',
	},
	{
		name: 'Last Month',
		value: 'lastMonth',
		description: 'From the first day of last month to the first day of this month',
	},
	{ name: 'Last Week', value: 'lastWeek', description: 'From Monday to Monday, at midnight' },
	{ name: 'Yesterday', value: 'yesterday', description: 'From midnight to midnight' },
];

const DEFAULT: Preset = 'last7Days';

/**
 * Returns the parameters for a time range: a preset, or two times.
 *
 * @param zone of days and of times without a zone: `the workflow's time zone`
 * @param withoutEnd what an empty end means, if it can be empty
 */
export function timeRangeFields(zone: string, withoutEnd?: string): INodeProperties[] {
	const zoneless = `Times without a zone are in ${zone}`;
	const openEnd = withoutEnd === undefined ? '' : `, ${withoutEnd}`;
	// The times aren't required: if 'Time Range' is an expression, n8n would require them for every choice.
	const displayOptions = { show: { timeRange: ['custom'] } };
	return [
		{
			displayName: RANGE,
			name: 'timeRange',
			type: 'options',
			options: CHOICES,
			default: DEFAULT,
			description: `The time range. Days, weeks and months are those of ${zone}.`,
			hint: 'New events are available after some minutes',
		},
		{
			displayName: START,
			name: 'startTime',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-11-01T00:00:00Z',
			displayOptions,
			description: `The start of the time range. ${zoneless}.`,
		},
		{
			displayName: END,
			name: 'endTime',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-12-01T00:00:00Z',
			displayOptions,
			description: `The end of the time range${openEnd}. ${zoneless}.`,
			hint: 'To include a whole day, enter the start of the next day',
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
 * @param timeZone (IANA) of days and of times without a zone; the workflow's by default
 * @throws {InvalidInput} for an unknown range, for an invalid time, and for an end that isn't after the start
 */
export function readTimeRange(item: ItemReader, timeZone = item.timeZone): TimeRange {
	const range = item.value('timeRange', DEFAULT);
	if (range === 'custom') return customRange(item, timeZone);
	const preset = PRESETS.find((each) => each === range);
	if (preset === undefined) {
		throw new InvalidInput(
			`'${RANGE}' has an invalid value`,
			`Choose one in '${RANGE}', or return one of these in its expression: ${CHOICES.map(({ value }) => value).join(', ')}.`,
		);
	}
	const { start, end } = presetRange(preset, item.now, timeZone);
	return { start_time: new Date(start).toISOString(), end_time: new Date(end).toISOString() };
}

/** Reads a time range with an end (see {@link readTimeRange}). @throws {InvalidInput} also for an empty end */
export function readClosedTimeRange(item: ItemReader, timeZone: string): Required<TimeRange> {
	const { start_time, end_time } = readTimeRange(item, timeZone);
	if (end_time === undefined) throw empty(END);
	return { start_time, end_time };
}

function customRange(item: ItemReader, timeZone: string): TimeRange {
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

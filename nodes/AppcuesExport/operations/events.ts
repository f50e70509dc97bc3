import { exportEvents } from '../../shared/api/endpoints/exports';
import type { EventsExport } from '../../shared/api/endpoints/types';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import { conditionsFields, readConditions } from '../../shared/fields/conditions';
import type { ItemReader } from '../../shared/operation/itemReader';
import { asText } from '../../shared/operation/itemReader';
import { wholeBatch } from '../../shared/operation/operation';
import { outputFields, readOutput } from '../../shared/exports/outputFields';
import { readTimeRange, timeRangeFields } from '../../shared/fields/timeRange';
import { readWait, waitField } from '../../shared/fields/wait';
import { EXPORTS } from '../exportKind';
import { exportOptions, readEmail } from '../exportOptions';

const LABELS = { limit: 'Limit', offset: 'Offset', timeZone: 'Time Zone' };

const optionsField = exportOptions([
	{
		displayName: LABELS.limit,
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		hint: 'Without this option, the node returns all events',
	},
	{
		displayName: LABELS.offset,
		name: 'offset',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many events to skip',
	},
	{
		displayName: LABELS.timeZone,
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. -05:00',
		description: 'Sent to Appcues as time_zone: an offset such as -05:00. If empty, UTC applies.',
	},
]);

function readRequest(item: ItemReader): Omit<EventsExport, 'format'> {
	const options = item.collection('options');
	const timeZone = asText(options.timeZone, LABELS.timeZone).trim();
	const email = readEmail(item);
	const whole = (value: unknown, label: string, min: number) =>
		value === undefined || value === null || value === ''
			? undefined
			: item.wholeNumber(value, label, min, Number.MAX_SAFE_INTEGER);
	const limit = whole(options.limit, LABELS.limit, 1);
	const offset = whole(options.offset, LABELS.offset, 0);
	return {
		...readTimeRange(item),
		conditions: readConditions(item),
		...(timeZone !== '' && { time_zone: timeZone }),
		...(email !== undefined && { email }),
		...(limit !== undefined && { limit }),
		...(offset !== undefined && { offset }),
	};
}

function readEventsExport(item: ItemReader): Export {
	const output = readOutput(item);
	const request: EventsExport = { format: output.format, ...readRequest(item) };
	return {
		start: async (appcues) => await exportEvents(appcues, request),
		output,
		format: output.format,
		fileStem: 'appcues-events',
	};
}

export const events = wholeBatch({
	value: 'events',
	name: 'Export Events',
	action: 'Export events',
	description:
		'Export the events of a time range that meet your conditions. Can take minutes. Each input item starts one export.',
	fields: [
		...timeRangeFields("the workflow's time zone", 'up to now when empty'),
		...conditionsFields,
		...outputFields,
		waitField,
		optionsField,
	],
	settings: readWait,
	read: readEventsExport,
	run: runExports(EXPORTS),
});

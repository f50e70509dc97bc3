import { exportEvents } from '../../shared/api/endpoints/exports';
import type { EventsExport } from '../../shared/api/endpoints/types';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import { conditionsFields, readConditions } from '../../shared/fields/conditions';
import type { ItemReader } from '../../shared/operation/itemReader';
import { asText } from '../../shared/operation/itemReader';
import { wholeBatch } from '../../shared/operation/operation';
import { outputFields, readOutput } from '../../shared/exports/outputFields';
import {
	offsetOption,
	optionalLimitFields,
	readOffset,
	readOptionalLimit,
} from '../../shared/fields/limit';
import { eventNamesField, readEventNames } from '../../shared/events/eventNames';
import { readTimeRange, timeRangeFields } from '../../shared/fields/timeRange';
import { flattenOption, readEventShape, simplifyEventsField } from '../../shared/exports/shapeRows';
import { readWait, waitField } from '../../shared/fields/wait';
import { EXPORTS } from '../exportKind';
import { exportOptions, readEmail } from '../exportOptions';

const TIME_ZONE = 'Time Zone';

const optionsField = exportOptions([
	flattenOption,
	offsetOption('events'),
	{
		displayName: TIME_ZONE,
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. -05:00',
		description: 'Sent to Appcues as time_zone: an offset such as -05:00. If empty, UTC applies.',
	},
]);

function readRequest(item: ItemReader): Omit<EventsExport, 'format'> {
	const options = item.collection('options');
	const timeZone = asText(options.timeZone, TIME_ZONE).trim();
	const email = readEmail(item);
	const limit = readOptionalLimit(item);
	const offset = readOffset(item);
	return {
		...readTimeRange(item),
		conditions: [...readEventNames(item), ...readConditions(item)],
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
		shape: readEventShape(item),
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
		eventNamesField,
		...conditionsFields,
		...optionalLimitFields(),
		...outputFields,
		simplifyEventsField,
		waitField,
		optionsField,
	],
	settings: readWait,
	read: readEventsExport,
	run: runExports(EXPORTS),
});

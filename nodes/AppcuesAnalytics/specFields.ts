import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { eventNamesField } from '../shared/events/eventNames';
import { conditionsFields } from '../shared/fields/conditions';
import { optionalLimitFields } from '../shared/fields/limit';
import { timeRangeFields } from '../shared/fields/timeRange';
import { columnChoices, dimensionChoices, metricChoices } from './vocabulary';

export const LABELS = {
	queryMode: 'Query Mode',
	metrics: 'Metrics',
	dimensions: 'Dimensions',
	columns: 'Columns',
	specJson: 'Query (JSON)',
};

/** The modes that build the query from fields. */
export const WITH_FIELDS = ['aggregate', 'raw'];

// None of these fields is required: if 'Query Mode' is an expression, n8n would require it in every mode.
const namesField = (
	displayName: string,
	name: string,
	mode: string,
	options: INodePropertyOptions[],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options,
	default: [],
	displayOptions: { show: { queryMode: [mode] } },
	description,
});

const modeField: INodeProperties = {
	displayName: LABELS.queryMode,
	name: 'queryMode',
	type: 'options',
	options: [
		{
			name: 'Aggregate',
			value: 'aggregate',
			description: 'Counts, such as the users of each day',
		},
		{ name: 'JSON', value: 'json', description: "A query in Appcues' own format" },
		{ name: 'Raw Rows', value: 'raw', description: 'One row per event' },
	],
	default: 'aggregate',
	description: 'The kind of query',
};

const jsonField: INodeProperties = {
	displayName: LABELS.specJson,
	name: 'specJson',
	type: 'json',
	default: '{}',
	displayOptions: { show: { queryMode: ['json'] } },
	placeholder:
		'e.g. { "metrics": ["users"], "dimensions": ["day"], "start_time": "2026-11-01", "end_time": "2026-12-01", "timezone": "Europe/Berlin" }',
	description:
		'The query as Appcues takes it: metrics and dimensions, or columns, plus conditions, times, order_by and limit',
};

/** Returns a field that the modes made of fields show. It isn't required, for the same reason as the fields above. */
function shownWithFields(field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, queryMode: WITH_FIELDS };
	const shown = { ...field, displayOptions: { show } };
	delete shown.required;
	return shown;
}

/** Returns the fields of a query, without those in Options. @param mostRows how many rows Appcues returns at most */
export const specFields = (mostRows?: number): INodeProperties[] => [
	modeField,
	namesField(
		LABELS.metrics,
		'metrics',
		'aggregate',
		metricChoices,
		'What to count. An expression can return an array or a comma-separated list, such as events, users.',
	),
	namesField(
		LABELS.dimensions,
		'dimensions',
		'aggregate',
		dimensionChoices,
		'What to group by; one row for everything if empty. Expressions can return day, flow_id or an array.',
	),
	namesField(
		LABELS.columns,
		'columns',
		'raw',
		columnChoices,
		'What to return for each event. Expressions can return timestamp, user_id, name or an array.',
	),
	...[
		...timeRangeFields('the time zone of the query'),
		eventNamesField,
		...conditionsFields,
		...optionalLimitFields(mostRows),
	].map(shownWithFields),
	jsonField,
];

import type { INodeProperties } from 'n8n-workflow';

import { conditionsFields } from '../shared/fields/conditions';
import { timeRangeFields } from '../shared/fields/timeRange';

export const LABELS = {
	queryMode: 'Query Mode',
	metrics: 'Metrics',
	dimensions: 'Dimensions',
	columns: 'Columns',
	specJson: 'Query (JSON)',
};

/** The modes that build the query from fields. */
export const WITH_FIELDS = ['aggregate', 'raw'];

const namesField = (
	displayName: string,
	name: string,
	mode: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	// None of these fields is required: if 'Query Mode' is an expression, n8n would require it in every mode.
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
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

/** The fields of a query, without those in Options. */
export const specFields: INodeProperties[] = [
	modeField,
	namesField(
		LABELS.metrics,
		'metrics',
		'aggregate',
		'e.g. events, users',
		'What to count, comma-separated or as an array. NPS metrics cover 30 days and need a condition on flow_id.',
	),
	namesField(
		LABELS.dimensions,
		'dimensions',
		'aggregate',
		'e.g. day',
		'What to group by, comma-separated or as an array, such as day, name or flow_id. If empty, there is one row.',
	),
	namesField(
		LABELS.columns,
		'columns',
		'raw',
		'e.g. timestamp, user_id, name, score, feedback',
		'What to return for each event, comma-separated or as an array. The columns in the example always work.',
	),
	...timeRangeFields('the time zone of the query').map(shownWithFields),
	...conditionsFields.map(shownWithFields),
	jsonField,
];

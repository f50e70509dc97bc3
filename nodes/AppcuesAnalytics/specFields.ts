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

/** The modes in which the query is made of fields. */
export const WITH_FIELDS = ['aggregate', 'raw'];

const namesField = (
	displayName: string,
	name: string,
	mode: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	// Not required, like all fields here: n8n would want it in every mode where 'Query Mode' is an expression.
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
			description: 'Numbers, such as how many users there were each day',
		},
		{ name: 'JSON', value: 'json', description: "The whole query as JSON, in Appcues' own words" },
		{ name: 'Raw Rows', value: 'raw', description: 'The events themselves, one row for each' },
	],
	default: 'aggregate',
	description: 'What to ask for',
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
		'The query, sent as it is. Keys: metrics and dimensions, or columns; conditions, order_by, start_time, end_time, timezone, limit, offset, rank_n.',
};

/** Returns a field that the modes made of fields show. It isn't required, for the same reason as the fields above. */
function shownWithFields(field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, queryMode: WITH_FIELDS };
	const shown = { ...field, displayOptions: { show } };
	delete shown.required;
	return shown;
}

/** All that a query is made of, but for the entries of Options. */
export const specFields: INodeProperties[] = [
	modeField,
	namesField(
		LABELS.metrics,
		'metrics',
		'aggregate',
		'e.g. events, users',
		'Comma-separated list or array of what to count. NPS metrics cover 30 days and need a condition on flow_id.',
	),
	namesField(
		LABELS.dimensions,
		'dimensions',
		'aggregate',
		'e.g. day',
		'Comma-separated list or array of what to group by, such as day, name or flow_id. Empty for one row.',
	),
	namesField(
		LABELS.columns,
		'columns',
		'raw',
		'e.g. timestamp, user_id, name, score, feedback',
		'Comma-separated list or array of what to return for each event. The names in the example always work.',
	),
	...timeRangeFields('the time zone of the query').map(shownWithFields),
	...conditionsFields.map(shownWithFields),
	jsonField,
];

import { exportEvents } from '../../shared/api/endpoints/exports';
import type { Condition } from '../../shared/api/endpoints/types';
import { formatField, readOutput } from '../../shared/exports/outputFields';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import { flattenOption, readFlatten } from '../../shared/exports/shapeRows';
import { readChosenExperiences } from '../../shared/fields/experienceIds';
import { readTimeRange, timeRangeFields } from '../../shared/fields/timeRange';
import { readWait, waitField } from '../../shared/fields/wait';
import type { ItemReader } from '../../shared/operation/itemReader';
import { wholeBatch } from '../../shared/operation/operation';
import { EXPORTS } from '../exportKind';
import { FORM_COLUMNS, FORM_EVENT_NAMES, readFormResponses } from '../responses/formResponses';
import { responseOptions, responseOutputField } from '../responses/responseFields';

const EXPERIENCES = 'Experience Names or IDs';

const optionsField = responseOptions(
	[
		{
			...flattenOption,
			displayOptions: { show: { '/output': ['items', 'file'] } },
			description:
				'Whether to return each question as a column, for spreadsheets. CSV files always have these columns.',
		},
	],
	{ hasJob: true },
);

const conditions: Condition[] = [['name', 'in', FORM_EVENT_NAMES]];

function readExport(item: ItemReader): Export {
	const output = readOutput(item);
	// The node reads JSON, whatever it writes.
	const format = output.kind === 'job' ? output.format : 'json';
	const range = readTimeRange(item);
	const isCsv = output.kind === 'file' && output.format === 'csv';
	const wanted = {
		span: {
			start: Date.parse(range.start_time),
			end: range.end_time === undefined ? Infinity : Date.parse(range.end_time),
		},
		experiences: readChosenExperiences(item, 'experiences', EXPERIENCES, 'all experiences'),
		flatten: isCsv || readFlatten(item),
	};
	return {
		start: async (appcues) => await exportEvents(appcues, { format, ...range, conditions }),
		output,
		format,
		fileStem: 'appcues-form-responses',
		conversion: {
			columns: FORM_COLUMNS,
			read: async (download) => await readFormResponses(download, wanted),
		},
	};
}

export const formResponses = wholeBatch({
	value: 'formResponses',
	name: 'Export Form Responses',
	action: 'Export form responses',
	description:
		'Export the submitted forms of flows and other experiences, one item per submission. Can take minutes.',
	fields: [
		...timeRangeFields("the workflow's time zone", 'up to now when empty'),
		{
			displayName: EXPERIENCES,
			name: 'experiences',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getExperiences' },
			default: [],
			description:
				'The experiences; all if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			hint: 'All experiences if empty',
		},
		responseOutputField('submission', 'a file', [
			{
				name: 'Job',
				value: 'job',
				description: 'Output only the job of the export of events, without downloading its result',
			},
		]),
		formatField(['file', 'job'], 'The format of the file'),
		waitField,
		optionsField,
	],
	settings: readWait,
	read: readExport,
	run: runExports(EXPORTS),
});

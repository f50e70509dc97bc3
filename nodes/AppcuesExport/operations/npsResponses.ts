import type { IDataObject } from 'n8n-workflow';

import { exportEvents } from '../../shared/api/endpoints/exports';
import type { Condition } from '../../shared/api/endpoints/types';
import type { Output } from '../../shared/exports/outputFields';
import { readOutput } from '../../shared/exports/outputFields';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import { flattenOption, readFlatten } from '../../shared/exports/shapeRows';
import { readChosenExperiences } from '../../shared/fields/experienceIds';
import { readSwitch } from '../../shared/fields/options';
import { readTimeRange, timeRangeFields } from '../../shared/fields/timeRange';
import { readWait, waitField } from '../../shared/fields/wait';
import type { ItemReader } from '../../shared/operation/itemReader';
import type { RunContext } from '../../shared/operation/operation';
import { wholeBatch } from '../../shared/operation/operation';
import { EXPORTS } from '../exportKind';
import { NPS_EVENT_NAMES } from '../responses/npsEvents';
import { NPS_COLUMNS, readNpsResponses } from '../responses/npsResponses';
import { PAIRING_MS } from '../responses/pairAnswers';
import type { Span } from '../responses/responseEvents';
import { responseOptions, responseOutputField } from '../responses/responseFields';
import type { SurveyNames } from '../responses/surveyNames';
import { surveyNames } from '../responses/surveyNames';

const SURVEYS = 'Survey Names or IDs';
const INCLUDE_PROFILE = 'Include Profile';

const optionsField = responseOptions([
	flattenOption,
	{
		displayName: INCLUDE_PROFILE,
		name: 'includeProfile',
		type: 'boolean',
		default: false,
		description: "Whether to add the user's properties at the time of the answer, as 'profile'",
	},
]);

interface NpsRequest {
	/** When the answers were given. */
	span: Span;
	/** When their events can be, in Appcues' format. */
	range: { start_time: string; end_time?: string };
	/** IDs; all surveys if empty. */
	surveys: ReadonlySet<string>;
	includeProfile: boolean;
	flatten: boolean;
	output: Output;
}

function readRequest(item: ItemReader): NpsRequest {
	const output = readOutput(item);
	const options = item.collection('options');
	const { start_time, end_time } = readTimeRange(item);
	const start = Date.parse(start_time);
	const end = end_time === undefined ? Infinity : Date.parse(end_time);
	return {
		span: { start, end },
		range: {
			start_time: new Date(start - PAIRING_MS).toISOString(),
			...(end_time !== undefined && { end_time: withComments(end, item.now) }),
		},
		surveys: readChosenExperiences(item, 'surveys', SURVEYS, 'all surveys'),
		includeProfile: readSwitch(options, 'includeProfile', INCLUDE_PROFILE, false),
		// CSV files have no nested fields.
		flatten: output.kind === 'file' || readFlatten(item),
		output,
	};
}

/** A comment can come after the end. Nothing comes after now. */
const withComments = (end: number, now: number) =>
	new Date(Math.max(end, Math.min(end + PAIRING_MS, now))).toISOString();

const conditions: Condition[] = [['name', 'in', NPS_EVENT_NAMES]];

function toExport(
	request: NpsRequest,
	names: () => Promise<SurveyNames>,
	{ hints }: RunContext,
): Export {
	const { range, output } = request;
	return {
		start: async (appcues) => await exportEvents(appcues, { format: 'json', ...range, conditions }),
		output,
		format: 'json',
		fileStem: 'appcues-nps-responses',
		conversion: {
			columns: NPS_COLUMNS,
			read: async (download): Promise<IDataObject[]> =>
				await readNpsResponses(download, request, names, hints),
		},
	};
}

export const npsResponses = wholeBatch({
	value: 'npsResponses',
	name: 'Export NPS Responses',
	action: 'Export NPS responses',
	description:
		'Export the answers to NPS surveys, classic and NPS 2.0: user, score, comment and group. Can take minutes.',
	fields: [
		...timeRangeFields("the workflow's time zone", 'up to now when empty'),
		{
			displayName: SURVEYS,
			name: 'surveys',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getSurveys' },
			default: [],
			description:
				'The surveys; all if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			hint: 'All surveys if empty',
		},
		responseOutputField('answer', 'a CSV file'),
		waitField,
		optionsField,
	],
	settings: readWait,
	read: readRequest,
	run: async (inputs, wait, context) => {
		const names = surveyNames(context);
		const exports = inputs.map(({ item, input }) => ({
			item,
			input: toExport(input, names, context),
		}));
		return await runExports(EXPORTS)(exports, wait, context);
	},
});

import type { INodeProperties } from 'n8n-workflow';

import { flowField } from '../../shared/fields/flow';
import { optionsField } from '../../shared/fields/options';
import { timeRangeFields } from '../../shared/fields/timeRange';
import { timeoutOptions } from '../../shared/fields/wait';
import type { ItemReader } from '../../shared/operation/itemReader';
import { InvalidInput } from '../../shared/util/invalidInput';
import { SURVEY } from './npsScore';
import { COMPARE } from './report';
import type { Report } from './report';
import { REPORTS } from './reports';

const REPORT = 'Report';

const DEFAULT = 'flowPerformance';

const shownFor = (field: INodeProperties, reports: string[]): INodeProperties => {
	const show = { ...field.displayOptions?.show, reportType: reports };
	const shown = { ...field, displayOptions: { show } };
	// If 'Report' is an expression, n8n would require it for every report.
	delete shown.required;
	return shown;
};

const others = (...values: string[]) =>
	REPORTS.map(({ value }) => value).filter((value) => !values.includes(value));

const compareOption: INodeProperties = {
	displayName: COMPARE,
	name: 'compare',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '/reportType': others('flowSteps', 'npsScore') } },
	description: 'Whether to add the figures of the period before, which is equally long',
};

/** The parameters of a report. */
export const reportFields: INodeProperties[] = [
	{
		displayName: REPORT,
		name: 'reportType',
		type: 'options',
		options: REPORTS.map(({ name, value, description }) => ({ name, value, description })),
		default: DEFAULT,
		description: 'What to report on',
	},
	shownFor(flowField, ['flowSteps']),
	{
		displayName: SURVEY,
		name: 'surveyId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getSurveys' },
		default: '',
		displayOptions: { show: { reportType: ['npsScore'] } },
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	...timeRangeFields("the workflow's time zone").map((field) =>
		shownFor(field, others('npsScore')),
	),
	shownFor(
		optionsField([compareOption, ...timeoutOptions.filter(({ name }) => name !== 'onTimeout')]),
		others('npsScore'),
	),
];

/** Reads which report an item asks for. @throws {InvalidInput} for an unknown one */
export function readReport(item: ItemReader): Report {
	const value = item.value('reportType', DEFAULT);
	const report = REPORTS.find((each) => each.value === value);
	if (report) return report;
	throw new InvalidInput(
		`'${REPORT}' has an invalid value`,
		`Choose one in '${REPORT}', or return one of these in its expression: ${others().join(', ')}.`,
	);
}

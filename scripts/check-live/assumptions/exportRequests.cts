import { type Answer, isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, verdict } from '../assumption.cjs';
import type { Observation } from '../observation.cjs';
import { UNDOCUMENTED } from '../observations/conditions.cjs';
import {
	conditionsExport,
	offsetExport,
	orderConditionsExport,
} from '../observations/eventsExport.cjs';

const taken = (
	id: string,
	title: string,
	file: string,
	exported: Observation<Answer>,
	{ grade, copes }: Pick<Assumption, 'grade' | 'copes'>,
): Assumption => ({
	id,
	title,
	expected: '202, or another success',
	grade,
	copes,
	file,
	check: async (context) => {
		const answer = await exported(context);
		return verdict(isSuccess(answer), describeAnswer(answer));
	},
});

/** What an export request can contain. */
export const exportRequests: Assumption[] = [
	taken(
		'export-operators',
		'An export accepts the eight condition operators that analytics accepts',
		'nodes/shared/fields/conditionOperators.ts',
		conditionsExport,
		{ grade: '?', copes: 'if Appcues refuses one, the message says so' },
	),
	taken(
		'export-order-operators',
		'An export also accepts the operators <, <=, > and >=',
		'nodes/shared/fields/conditionOperators.ts',
		orderConditionsExport,
		{ grade: '?', copes: UNDOCUMENTED },
	),
	taken(
		'export-time-zone',
		'An export accepts a time_zone as an offset, such as 00:00',
		'nodes/AppcuesExport/operations/events.ts',
		offsetExport,
		{ grade: 'B' },
	),
];

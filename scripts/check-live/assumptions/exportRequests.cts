import { type Answer, isSuccess, told } from '../answer.cjs';
import { type Assumption, judge } from '../assumption.cjs';
import type { Observation } from '../observation.cjs';
import { conditionsExport, offsetExport } from '../observations/eventsExport.cjs';

const taken = (
	id: string,
	title: string,
	file: string,
	exported: Observation<Answer>,
	grade: Assumption['grade'],
): Assumption => ({
	id,
	title,
	expected: '202, or another success',
	grade,
	file,
	look: async (context) => {
		const answer = await exported(context);
		return judge(isSuccess(answer), told(answer));
	},
});

/** What an export can be asked for. */
export const exportRequests: Assumption[] = [
	taken(
		'export-operators',
		'An export takes all twelve operators of conditions',
		'nodes/shared/node/conditionOperators.ts',
		conditionsExport,
		'?',
	),
	taken(
		'export-time-zone',
		'An export takes a time_zone as an offset, such as 00:00',
		'nodes/AppcuesExport/operations/events.ts',
		offsetExport,
		'B',
	),
];

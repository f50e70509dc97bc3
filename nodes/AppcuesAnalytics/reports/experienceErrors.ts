import type { IDataObject } from 'n8n-workflow';

import { groupBy } from '../../shared/util/groupBy';
import { byCount, numberIn, orNull, percentChange, textOf } from './figures';
import type { Listed } from './names';
import { CLASSIC, nameOf, OTHERS, V2_FLOWS } from './names';
import type { Period } from './periods';
import { readPeriods } from './periods';
import type { Compared, Report, Tools } from './report';
import { forBoth, readCompare } from './report';

/** One kind of failure, and the dimensions that describe it. */
interface Source {
	event: string;
	id: 'flow_id' | 'experience_id';
	message: string;
}

const SOURCES: readonly Source[] = [
	{ event: 'appcues:step_error', id: 'flow_id', message: 'step_error_message' },
	{ event: 'appcues:step_child_error', id: 'flow_id', message: 'step_child_error_message' },
	{ event: 'appcues:v2:step_error', id: 'experience_id', message: 'step_error_message' },
];

/** How often a step failed with a message in one period. */
interface Failures {
	experienceId: string;
	stepId: string;
	message: string;
	event: string;
	events: number;
	users: number;
}

export const experienceErrors: Report = {
	value: 'experienceErrors',
	name: 'Experience Errors',
	description: 'Which steps of flows and other experiences could not be shown, and why',
	read: (item) => {
		const periods = readPeriods(item, readCompare(item));
		return async (tools) => {
			const failures = await forBoth(periods, async (period) => await failuresIn(period, tools));
			const ids = [...failures.current, ...(failures.previous ?? [])].map(
				({ experienceId }) => experienceId,
			);
			const listed = await tools.names.find(ids, [CLASSIC, V2_FLOWS, OTHERS]);
			return errorRows(failures, listed);
		};
	},
};

async function failuresIn(period: Period, { query }: Tools): Promise<Failures[]> {
	const bySource = await Promise.all(
		SOURCES.map(async ({ event, id, message }) => {
			const rows = await query(
				{
					metrics: ['events', 'users'],
					dimensions: [id, 'step_id', message],
					conditions: [['name', '==', event]],
				},
				period,
			);
			return rows.map((row) => ({
				experienceId: textOf(row[id]),
				stepId: textOf(row.step_id),
				message: textOf(row[message]),
				event,
				events: numberIn(row, 'events'),
				users: numberIn(row, 'users'),
			}));
		}),
	);
	return bySource.flat();
}

/** Returns a row for each message of a step, also for those that only the period before had. */
export function errorRows(
	{ current, previous }: Compared<readonly Failures[]>,
	listed: Listed,
): IDataObject[] {
	const before = previous && groupBy(previous, keyOf);
	const keys = new Set(current.map(keyOf));
	const resolved = (previous ?? [])
		.filter((each) => !keys.has(keyOf(each)))
		.map((each) => ({ ...each, events: 0, users: 0 }));
	const rows = [...current, ...resolved].map((failures) => {
		const { experienceId, stepId, message, event, events, users } = failures;
		const same = before?.get(keyOf(failures)) ?? [];
		const previousEvents = before && same.reduce((sum, each) => sum + each.events, 0);
		return {
			experienceId: orNull(experienceId),
			experienceName: nameOf(listed, experienceId),
			stepId: orNull(stepId),
			message: orNull(message),
			event,
			events,
			users,
			...(previousEvents !== undefined && {
				previousEvents,
				change: percentChange(events, previousEvents),
				state: stateOf(events, previousEvents),
			}),
		};
	});
	return rows.sort(
		byCount(
			({ events }) => events,
			({ message }) => message,
		),
	);
}

const keyOf = ({ experienceId, stepId, message, event }: Failures) =>
	JSON.stringify([experienceId, stepId, message, event]);

export type State = 'new' | 'rising' | 'steady' | 'falling' | 'resolved';

/** Returns how the number of failures compares with the one before. */
export function stateOf(now: number, before: number): State {
	if (now === 0) return 'resolved';
	if (before === 0) return 'new';
	if (now === before) return 'steady';
	return now > before ? 'rising' : 'falling';
}

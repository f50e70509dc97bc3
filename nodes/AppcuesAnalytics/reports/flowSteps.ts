import type { IDataObject } from 'n8n-workflow';

import { FLOWS, getExperience } from '../../shared/api/endpoints/experiences';
import { readFlowId } from '../../shared/fields/flow';
import type { Pivot } from './figures';
import { byCount, figuresOf, percent, pivot } from './figures';
import { readPeriods } from './periods';
import type { Report } from './report';

const NAMES = {
	flow: {
		started: 'appcues:flow_started',
		completed: 'appcues:flow_completed',
		skipped: 'appcues:flow_skipped',
	},
	step: {
		started: 'appcues:step_started',
		completed: 'appcues:step_completed',
		skipped: 'appcues:step_skipped',
	},
	error: 'appcues:step_error',
};

export const flowSteps: Report = {
	value: 'flowSteps',
	name: 'Flow Steps',
	description: 'How many users reached, completed and skipped each step of a classic flow',
	read: (item) => {
		const flowId = readFlowId(item);
		const { current } = readPeriods(item, false);
		return async ({ query, appcues }) => {
			const rows = await query(
				{
					metrics: ['events', 'users'],
					dimensions: ['step_id', 'name'],
					conditions: [
						['flow_id', '==', flowId],
						['name', 'in', [...names(NAMES.flow), ...names(NAMES.step), NAMES.error]],
					],
				},
				current,
			);
			// An ID that doesn't exist has no rows either.
			if (rows.length === 0) await getExperience(appcues, FLOWS, flowId);
			return stepRows(pivot(rows, 'step_id'));
		};
	},
};

const names = (byField: Record<string, string>): string[] => Object.values(byField);

/** Returns a row for the flow, which comes first, and one for each of its steps, the one most users reached first. */
export function stepRows(pivoted: Pivot): IDataObject[] {
	const steps = [...pivoted.keys()]
		.filter((id) => id !== '')
		.map((id) => stepRow(pivoted, id, NAMES.step, figuresOf(pivoted.get(id), NAMES.error).events))
		.sort(
			byCount(
				({ started }) => started,
				({ stepId }) => stepId,
			),
		);
	const errors = [...pivoted.values()].map((byName) => figuresOf(byName, NAMES.error).events);
	const all = errors.reduce((sum, count) => sum + count, 0);
	return [{ ...stepRow(pivoted, '', NAMES.flow, all), stepId: null }, ...steps];
}

/** Returns a row, in users except for the errors. */
function stepRow(pivoted: Pivot, stepId: string, events: typeof NAMES.step, errors: number) {
	const users = (name: string) => figuresOf(pivoted.get(stepId), name).users;
	const [started, completed] = [users(events.started), users(events.completed)];
	return {
		stepId,
		started,
		completed,
		skipped: users(events.skipped),
		errors,
		// More can complete a step than start it: those who started it before the period.
		dropOffRate: percent(Math.max(0, started - completed), started),
	};
}

import type { IDataObject } from 'n8n-workflow';

import type { Pivot } from './figures';
import {
	byCount,
	figuresOf,
	idsIn,
	orNull,
	percent,
	percentChange,
	pivot,
	pointsChange,
} from './figures';
import type { Listed } from './names';
import { CLASSIC, nameOf, OTHERS, V2_FLOWS } from './names';
import type { Period } from './periods';
import { readPeriods } from './periods';
import type { Compared, Report, Tools } from './report';
import { forBoth, readCompare } from './report';

/** The events of a kind of flow, and how Appcues computes its completion rate. */
interface FlowKind {
	type: 'classic' | 'v2';
	/** The dimension that identifies the flow. */
	id: 'flow_id' | 'experience_id';
	started: string;
	completed: string;
	/** A flow that its user ended early. */
	skipped: readonly string[];
	error: string;
	rateBy: 'events' | 'users';
}

export const KINDS: Record<'classic' | 'v2', FlowKind> = {
	classic: {
		type: 'classic',
		id: 'flow_id',
		started: 'appcues:flow_started',
		completed: 'appcues:flow_completed',
		skipped: ['appcues:flow_skipped'],
		error: 'appcues:step_error',
		rateBy: 'events',
	},
	v2: {
		type: 'v2',
		id: 'experience_id',
		started: 'appcues:v2:experience_started',
		completed: 'appcues:v2:experience_completed',
		skipped: ['appcues:v2:experience_skipped', 'appcues:v2:experience_dismissed'],
		error: 'appcues:v2:step_error',
		rateBy: 'users',
	},
};

/** The figures of a flow in one period. */
interface Performance extends IDataObject {
	started: number;
	startedUsers: number;
	completed: number;
	skipped: number;
	errors: number;
	completionRate: number | null;
}

export const flowPerformance: Report = {
	value: 'flowPerformance',
	name: 'Flow Performance',
	description: 'How often each flow was started, completed and skipped',
	read: (item) => {
		const periods = readPeriods(item, readCompare(item));
		return async (tools) => {
			const of = async (kind: FlowKind) =>
				await forBoth(periods, async (period) => await figures(kind, period, tools));
			const [classic, v2] = await Promise.all([of(KINDS.classic), of(KINDS.v2)]);
			const flows = await tools.names.list(CLASSIC);
			const v2Flows = await tools.names.list(V2_FLOWS);
			const unknown = idsIn(v2.current, v2.previous).filter((id) => !v2Flows.has(id));
			const others = await tools.names.find(unknown, [OTHERS]);
			return [
				...flowRows(KINDS.classic, classic, flows),
				...flowRows(KINDS.v2, v2, v2Flows).filter(({ flowId }) => !others.has(String(flowId))),
			].sort(
				byCount(
					({ started }) => started,
					({ flowName, flowId }) => flowName ?? flowId,
				),
			);
		};
	},
};

async function figures(kind: FlowKind, period: Period, { query }: Tools): Promise<Pivot> {
	const { id, started, completed, skipped, error } = kind;
	const rows = await query(
		{
			metrics: ['events', 'users'],
			dimensions: [id, 'name'],
			conditions: [['name', 'in', [started, completed, ...skipped, error]]],
		},
		period,
	);
	return pivot(rows, id);
}

/**
 * Returns a row for each flow that is published or has events in one of the periods.
 *
 * @param flows all flows of the kind, for their names
 */
export function flowRows(kind: FlowKind, { current, previous }: Compared<Pivot>, flows: Listed) {
	const published = new Map([...flows].filter(([, flow]) => flow.published === true));
	return idsIn(published, current, previous).map((id) => {
		const now = performance(kind, current, id);
		const before = previous && performance(kind, previous, id);
		return {
			flowId: orNull(id),
			flowName: nameOf(flows, id),
			type: kind.type,
			...now,
			rateBy: kind.rateBy,
			...(before && {
				previous: before,
				change: {
					started: percentChange(now.started, before.started),
					startedUsers: percentChange(now.startedUsers, before.startedUsers),
					completionRate: pointsChange(now.completionRate, before.completionRate),
				},
				isNew: now.started > 0 && before.started === 0,
			}),
		};
	});
}

function performance(kind: FlowKind, pivoted: Pivot, id: string): Performance {
	const of = (name: string) => figuresOf(pivoted.get(id), name);
	const [started, completed] = [of(kind.started), of(kind.completed)];
	return {
		started: started.events,
		startedUsers: started.users,
		completed: completed.events,
		skipped: kind.skipped.reduce((sum, name) => sum + of(name).events, 0),
		errors: of(kind.error).events,
		completionRate: percent(completed[kind.rateBy], started[kind.rateBy]),
	};
}

import { path } from '../../../nodes/shared/api/path';
import type { EventsExport } from '../../../nodes/shared/api/endpoints/types';
import type { Answer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { lastDays, newestEvent } from './analytics.cjs';
import { DOCUMENTED_CONDITIONS, ORDER_CONDITIONS } from './conditions.cjs';
import { fetchFile, linkOf, rowsOf } from './file.cjs';
import { type Submitted, completedJob, submit } from './submitted.cjs';

/** The maximum number of rows to request. */
const ROWS = 1000;

const EXPORT = path`/export/events`;

/** Sends a POST /export/events without `email`. Only the list of jobs changes. */
async function startExport(context: Context, request: EventsExport): Promise<Submitted> {
	const started = { method: 'POST', path: EXPORT, json: request } as const;
	return await submit(context, started, false);
}

/** From one minute before the account's newest event to one second after it, or the last hour if none is known. */
const span: Observation<Pick<EventsExport, 'start_time' | 'end_time'>> = once(async (context) => {
	const newest = await newestEvent(context).catch(() => undefined);
	const [from, to] = newest
		? [newest.at - 60_000, newest.at + 1000]
		: [Date.now() - 3_600_000, Date.now()];
	return { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
});

/** An export as the node requests it, as JSON lines. */
export const jsonExport: Observation<Submitted> = once(
	async (context) =>
		await startExport(context, {
			format: 'json',
			...(await span(context)),
			conditions: [],
			limit: ROWS,
		}),
);

/** Sends an export and doesn't wait for it. Only whether Appcues accepts it matters. */
const accepted = (asked: Partial<EventsExport>): Observation<Answer> =>
	once(async (context) => {
		const json = { format: 'json', ...(await span(context)), conditions: [], limit: 1, ...asked };
		return await context.api.send({ method: 'POST', path: EXPORT, json });
	});

/** An export with each of the documented operators. */
export const conditionsExport = accepted({ conditions: DOCUMENTED_CONDITIONS });

/** An export with the operators that no source mentions. */
export const orderConditionsExport = accepted({ conditions: ORDER_CONDITIONS });

export const csvExport: Observation<Submitted> = once(
	async (context) =>
		await startExport(context, {
			format: 'csv',
			...(await span(context)),
			conditions: [],
			limit: ROWS,
		}),
);

/** An export with an offset as its time zone. */
export const offsetExport = accepted({ time_zone: '00:00' });

/** The file of {@link jsonExport}. */
export const jsonFile: Observation<Answer> = once(
	async (context) => await fetchFile(context, linkOf(completedJob(await jsonExport(context)))),
);

/** Returns its rows. @throws {NotChecked} when there are none, or none that can be read */
export async function exportedRows(context: Context): Promise<Array<Record<string, unknown>>> {
	const rows = rowsOf(await jsonFile(context));
	if (!rows) throw new NotChecked('the rows of the file cannot be read');
	if (rows.length === 0) throw new NotChecked('the export has no events');
	return rows;
}

const ANSWERS = ['v2:step_interaction', 'nps_score', 'nps_feedback', 'form_submitted'];

/** The answers to surveys and forms in the last 90 days, at most {@link ROWS} events. */
export const answersExport: Observation<Submitted> = once(async (context) => {
	const { start_time, end_time } = lastDays(90);
	const names = ANSWERS.map((name) => `appcues:${name}`);
	return await startExport(context, {
		format: 'json',
		start_time,
		end_time,
		conditions: [['name', 'in', names]],
		limit: ROWS,
	});
});

/** The time of the newest row, and an export that ends at exactly that time. */
export const endingAt: Observation<{ end: number; rows: Array<Record<string, unknown>> }> = once(
	async (context) => {
		const times = (await exportedRows(context)).map(timeOf).filter((at) => !Number.isNaN(at));
		if (times.length === 0) throw new NotChecked('the rows of the export have no times');
		const end = Math.max(...times);
		const submitted = await startExport(context, {
			format: 'json',
			start_time: new Date(end - 1000).toISOString(),
			end_time: new Date(end).toISOString(),
			conditions: [],
			limit: ROWS,
		});
		const rows = rowsOf(await fetchFile(context, linkOf(completedJob(submitted))));
		if (!rows) throw new NotChecked('the rows of the file cannot be read');
		if (rows.length === ROWS) throw new NotChecked('that second has too many events');
		return { end, rows };
	},
);

export const timeOf = ({ timestamp }: Record<string, unknown>): number =>
	Date.parse(String(timestamp));

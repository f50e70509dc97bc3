import { path } from '../../../nodes/shared/api/path';
import type { EventsExport } from '../../../nodes/shared/api/types';
import { OPERATORS, takesList } from '../../../nodes/shared/node/conditionOperators';
import type { Answer } from '../answer.cjs';
import { NotTried } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { newestEvent } from './analytics.cjs';
import { fetchFile, linkOf, rowsOf } from './file.cjs';
import { type Submitted, completedJob, submit } from './submitted.cjs';

/** More rows than this are not asked for. */
const ROWS = 1000;

const EXPORT = path`/export/events`;

/** POST /export/events without `email`: nothing changes but the list of jobs. */
async function startExport(context: Context, request: EventsExport): Promise<Submitted> {
	const started = { method: 'POST', path: EXPORT, json: request } as const;
	return await submit(context, started, false);
}

/** The minute before the account's newest event and the second after it; the last hour where none is known. */
const span: Observation<Pick<EventsExport, 'start_time' | 'end_time'>> = once(async (context) => {
	const newest = await newestEvent(context).catch(() => undefined);
	const [from, to] = newest
		? [newest.at - 60_000, newest.at + 1000]
		: [Date.now() - 3_600_000, Date.now()];
	return { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
});

/** An export as the node makes it, as JSON lines. */
export const jsonExport: Observation<Submitted> = once(
	async (context) =>
		await startExport(context, {
			format: 'json',
			...(await span(context)),
			conditions: [],
			limit: ROWS,
		}),
);

/** Every operator in one request. */
const CONDITIONS: EventsExport['conditions'] = OPERATORS.map(({ sign }) => {
	if (takesList(sign)) return ['name', sign, ['n8n-live-check']];
	return ['name', sign, 'n8n-live-check'];
});

/** Sent and not waited for: what matters is whether it is taken. */
export const conditionsExport: Observation<Answer> = once(async (context) => {
	const asked = { format: 'json', ...(await span(context)), conditions: CONDITIONS, limit: 1 };
	return await context.api.send({ method: 'POST', path: EXPORT, json: asked });
});

export const csvExport: Observation<Submitted> = once(
	async (context) =>
		await startExport(context, {
			format: 'csv',
			...(await span(context)),
			conditions: [],
			limit: ROWS,
		}),
);

/** The same with an offset as its time zone. */
export const offsetExport: Observation<Answer> = once(async (context) => {
	const offset = { conditions: [], time_zone: '00:00', limit: 1 };
	const asked = { format: 'json', ...(await span(context)), ...offset };
	return await context.api.send({ method: 'POST', path: EXPORT, json: asked });
});

/** The file of {@link jsonExport}. */
export const jsonFile: Observation<Answer> = once(
	async (context) => await fetchFile(context, linkOf(completedJob(await jsonExport(context)))),
);

/** Its rows. @throws {NotTried} when there are none, or none that can be read */
export async function exportedRows(context: Context): Promise<Array<Record<string, unknown>>> {
	const rows = rowsOf(await jsonFile(context));
	if (!rows) throw new NotTried('the rows of the file cannot be read');
	if (rows.length === 0) throw new NotTried('the export has no events');
	return rows;
}

/** The time of the newest row, and an export that ends at that very time. */
export const endingAt: Observation<{ end: number; rows: Array<Record<string, unknown>> }> = once(
	async (context) => {
		const times = (await exportedRows(context)).map(timeOf).filter((at) => !Number.isNaN(at));
		if (times.length === 0) throw new NotTried('the rows of the export have no times');
		const end = Math.max(...times);
		const submitted = await startExport(context, {
			format: 'json',
			start_time: new Date(end - 1000).toISOString(),
			end_time: new Date(end).toISOString(),
			conditions: [],
			limit: ROWS,
		});
		const rows = rowsOf(await fetchFile(context, linkOf(completedJob(submitted))));
		if (!rows) throw new NotTried('the rows of the file cannot be read');
		if (rows.length === ROWS) throw new NotTried('that second has too many events');
		return { end, rows };
	},
);

export const timeOf = ({ timestamp }: Record<string, unknown>): number =>
	Date.parse(String(timestamp));

import type { IDataObject } from 'n8n-workflow';

import { groupBy } from '../../shared/util/groupBy';
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
	textOf,
} from './figures';
import type { Listed } from './names';
import { CHECKLISTS, nameOf } from './names';
import type { Period } from './periods';
import { readPeriods } from './periods';
import type { Compared, Report, Tools } from './report';
import { forBoth, readCompare } from './report';

const SHOWN = 'appcues:checklist_shown';
const COMPLETED = 'appcues:checklist_completed';
const SKIPPED = 'appcues:checklist_skipped';
const DISMISSED = 'appcues:checklist_dismissed';
const ITEM_STARTED = 'appcues:checklist_item_started';
const ITEM_COMPLETED = 'appcues:checklist_item_completed';

/** The dimensions that may identify an item. Appcues doesn't say which one it fills. */
const ITEM_IDS = ['checklist_item_id', 'item_id'];

/** The figures of items, by the ID of their checklist. */
type Items = ReadonlyMap<string, Pivot>;

export const checklistProgress: Report = {
	value: 'checklistProgress',
	name: 'Checklist Progress',
	description: 'How many users saw and completed each checklist and its items',
	read: (item) => {
		const periods = readPeriods(item, readCompare(item));
		return async (tools) => {
			const [checklists, items] = await Promise.all([
				forBoth(periods, async (period) => await checklistFigures(period, tools)),
				itemFigures(periods.current, tools),
			]);
			return checklistRows(checklists, items, await tools.names.list(CHECKLISTS));
		};
	},
};

async function checklistFigures(period: Period, { query }: Tools): Promise<Pivot> {
	const rows = await query(
		{
			metrics: ['events', 'users'],
			dimensions: ['checklist_id', 'name'],
			conditions: [['name', 'in', [SHOWN, COMPLETED, SKIPPED, DISMISSED]]],
		},
		period,
	);
	return pivot(rows, 'checklist_id');
}

async function itemFigures(period: Period, { query, hints }: Tools): Promise<Items> {
	let anyRows = false;
	for (const dimension of ITEM_IDS) {
		const rows = await query(
			{
				metrics: ['events', 'users'],
				dimensions: ['checklist_id', dimension, 'name'],
				conditions: [['name', 'in', [ITEM_STARTED, ITEM_COMPLETED]]],
			},
			period,
		);
		anyRows ||= rows.length > 0;
		const named = rows.filter((row) => textOf(row[dimension]) !== '');
		if (named.length > 0) return itemsIn(named, dimension);
		if (rows.length === 0) break;
	}
	if (anyRows) {
		hints.add(
			"Appcues' analytics don't say which checklist items users completed, so 'items' is empty.",
		);
	}
	return new Map();
}

function itemsIn(rows: readonly IDataObject[], dimension: string): Items {
	const byChecklist = groupBy(rows, (row) => textOf(row.checklist_id));
	return new Map([...byChecklist].map(([id, own]) => [id, pivot(own, dimension)]));
}

/** Returns a row for each checklist that is published or has events in one of the periods, in users. */
export function checklistRows(
	{ current, previous }: Compared<Pivot>,
	items: Items,
	checklists: Listed,
): IDataObject[] {
	const published = new Map([...checklists].filter(([, { published }]) => published === true));
	const rows = idsIn(published, current, items, previous).map((id) => {
		const now = progress(current, id);
		const before = previous && progress(previous, id);
		return {
			checklistId: orNull(id),
			checklistName: nameOf(checklists, id),
			...now,
			items: itemRows(items.get(id)),
			...(before && {
				previous: before,
				change: {
					shown: percentChange(now.shown, before.shown),
					completed: percentChange(now.completed, before.completed),
					completionRate: pointsChange(now.completionRate, before.completionRate),
				},
			}),
		};
	});
	return rows.sort(
		byCount(
			({ shown }) => shown,
			({ checklistName, checklistId }) => checklistName ?? checklistId,
		),
	);
}

function progress(pivoted: Pivot, id: string) {
	const users = (name: string) => figuresOf(pivoted.get(id), name).users;
	const [shown, completed] = [users(SHOWN), users(COMPLETED)];
	return {
		shown,
		completed,
		skipped: users(SKIPPED),
		dismissed: users(DISMISSED),
		completionRate: percent(completed, shown),
	};
}

function itemRows(items: Pivot | undefined) {
	const rows = [...(items ?? [])].map(([itemId, byName]) => {
		const started = figuresOf(byName, ITEM_STARTED).users;
		const completed = figuresOf(byName, ITEM_COMPLETED).users;
		return { itemId, started, completed, completionRate: percent(completed, started) };
	});
	return rows.sort(
		byCount(
			({ started }) => started,
			({ itemId }) => itemId,
		),
	);
}

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { AppcuesAccount } from '../shared/api/account';
import { connect } from '../shared/api/client';
import { QUERY_LIMITS } from '../shared/api/endpoints/analytics';
import { experienceIds, simplifyEvent } from '../shared/events/simplify';
import { InvalidInput } from '../shared/util/invalidInput';
import { eventOf } from './columns';
import { firstState, newEvents, readState, storedState } from './newEvents';
import type { KnownColumns } from './queries';
import { EventQueries } from './queries';
import type { Settings } from './settings';
import { readSettings } from './settings';

/** The keys in the node's static data. */
const STATE = 'polled';
const COLUMNS = 'columns';

/** The time for a poll where n8n doesn't say how much it gives, and the share of it for reading. In milliseconds. */
const DEFAULT_BUDGET = 300_000;
const SHARE = 0.6;

/** How many events a test from the editor shows, and the days in which it looks for them, one after the other. */
const SHOWN = 10;
const SHOWN_DAYS = [1, 30];

const DAY = 86_400;

/** The triggers that are polling now. n8n can start a poll while the one before is still running. */
const polling = new Set<string>();

/**
 * Returns the events since the last poll; null if there are none, so that n8n starts no execution.
 *
 * The first poll returns nothing: with it, n8n checks the trigger when the workflow is published. A test from the editor
 * returns the latest events and changes nothing for the polls.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = readSettings(context);
	if (context.getMode() === 'manual') return [await latestEvents(context, settings)];
	const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		return await pollOnce(context, settings);
	} finally {
		polling.delete(trigger);
	}
}

async function pollOnce(
	context: IPollFunctions,
	settings: Settings,
): Promise<INodeExecutionData[][] | null> {
	const { clock, account, queries } = await start(context, settings);
	const stored = context.getWorkflowStaticData('node');
	const state = readState(stored[STATE]);
	const now = clock.date();
	if (!state) {
		// Finds out whether the credential and the conditions work.
		const { from, until } = firstState(now);
		await queries.latest({ start: from - DAY, end: until + 1 }, 1);
		requireExperiences(settings, queries);
		remember(stored, firstState(now), queries);
		return null;
	}
	const end = now + SHARE * budgetMs(context);
	const { lookBack } = settings;
	const read = await newEvents(queries, state, { now, lookBack, isOver: () => clock.date() > end });
	requireExperiences(settings, queries);
	const items = toItems(read.rows, settings, account);
	remember(stored, read.state, queries);
	return items.length > 0 ? [items] : null;
}

/** Returns how long this poll may take, in milliseconds. Older versions of n8n don't say. */
function budgetMs(context: IPollFunctions): number {
	const { getPollBudgetMs: budget } = context as { getPollBudgetMs?: () => number };
	return budget?.call(context) ?? DEFAULT_BUDGET;
}

async function latestEvents(
	context: IPollFunctions,
	settings: Settings,
): Promise<INodeExecutionData[]> {
	const { clock, account, queries } = await start(context, settings);
	const now = Math.ceil(clock.date() / 1000);
	for (const days of SHOWN_DAYS) {
		// Events of other experiences are only skipped afterwards.
		const limit = settings.experiences ? QUERY_LIMITS.rows : SHOWN;
		const rows = await queries.latest({ start: now - days * DAY, end: now }, limit);
		requireExperiences(settings, queries);
		const items = toItems(rows, settings, account).slice(0, SHOWN);
		if (items.length > 0) return items;
	}
	throw new InvalidInput(
		'No event of the last 30 days matches',
		"Check 'Event Names or IDs' and 'Experience Names or IDs'. Events reach analytics a few minutes after they happen.",
	);
}

async function start(context: IPollFunctions, { conditions }: Settings) {
	const appcues = await connect(context);
	const known = context.getWorkflowStaticData('node')[COLUMNS];
	const { clock, account } = appcues;
	return { clock, account, queries: new EventQueries(appcues, conditions, asKnown(known)) };
}

const asKnown = (value: unknown): KnownColumns =>
	value === 'all' || typeof value === 'number' ? value : undefined;

function remember(
	stored: IDataObject,
	state: Parameters<typeof storedState>[0],
	{ known }: EventQueries,
): void {
	stored[STATE] = storedState(state);
	stored[COLUMNS] = known;
}

function toItems(
	rows: readonly IDataObject[],
	settings: Settings,
	{ hasStudio }: AppcuesAccount,
): INodeExecutionData[] {
	const { experiences, simplify } = settings;
	return rows.flatMap((row) => {
		const event = eventOf(row);
		if (experiences && !experienceIds(event).some((id) => experiences.has(id))) return [];
		return [{ json: simplify ? simplifyEvent(event, hasStudio) : row }];
	});
}

function requireExperiences({ experiences }: Settings, { isVerifiedOnly }: EventQueries): void {
	if (!experiences || !isVerifiedOnly) return;
	throw new InvalidInput(
		"This account's analytics don't say which experience an event is about",
		"Remove 'Experience Names or IDs', and check the experience in a Filter node, or use the Appcues Trigger.",
	);
}

import type { IDataObject } from 'n8n-workflow';

import type { AnalyticsSpec } from '../../shared/api/endpoints/analytics';
import type { AppcuesClient } from '../../shared/api/client';
import { readSwitch } from '../../shared/fields/options';
import type { Hints } from '../../shared/operation/hints';
import type { ItemReader } from '../../shared/operation/itemReader';
import type { Names } from './names';
import type { Period, Periods } from './periods';

/** A query of a report, without its period. */
export type ReportSpec = Omit<AnalyticsSpec, keyof Period | 'limit' | 'offset'>;

/** What a report can use. */
export interface Tools {
	/** Returns all rows of a query, however many there are. */
	query(spec: ReportSpec, period: Period): Promise<IDataObject[]>;
	names: Names;
	appcues: AppcuesClient;
	hints: Hints;
}

/** Makes the items of a report. */
export type RunReport = (tools: Tools) => Promise<IDataObject[]>;

/** One entry of the report dropdown. */
export interface Report {
	/** Stored in workflows, so it never changes. */
	value: string;
	name: string;
	description: string;
	/** Reads and checks the parameters of an item, before anything is sent. */
	read(item: ItemReader): RunReport;
}

/** Something for the period of a report, and for the period before if it's compared. */
export interface Compared<T> {
	current: T;
	previous?: T;
}

/** Does the same for both periods. */
export async function forBoth<T>(
	{ current, previous }: Periods,
	run: (period: Period) => Promise<T>,
): Promise<Compared<T>> {
	const [now, before] = await Promise.all([run(current), previous && run(previous)]);
	return { current: now, ...(before !== undefined && { previous: before }) };
}

export const COMPARE = 'Compare with Previous Period';

/** Returns whether to compare. @throws {InvalidInput} for anything but true and false */
export const readCompare = (item: ItemReader): boolean =>
	readSwitch(item.collection('options'), 'compare', COMPARE, true);

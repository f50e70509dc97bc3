import type { IDataObject } from 'n8n-workflow';

import { AppcuesError } from '../shared/api/appcuesError';
import type { AppcuesClient } from '../shared/api/client';
import type { AnalyticsSpec, Order } from '../shared/api/endpoints/analytics';
import { QUERY_LIMITS, queryAnalytics, VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';
import type { Condition } from '../shared/api/endpoints/types';
import { asError } from '../shared/util/asError';
import { ALL_COLUMNS } from './columns';
import type { Source, TimeWindow } from './readSeconds';

/** How long the trigger asks for the verified columns only, after Appcues refused the others. In milliseconds. */
const VERIFIED_ONLY = 86_400_000;

/**
 * Which columns Appcues returns: all, or only the verified ones until a time (milliseconds since 1970), after which the
 * trigger retries. Undefined as long as nothing was asked.
 */
export type KnownColumns = 'all' | number | undefined;

/** Queries events of one account that match the conditions. */
export class EventQueries implements Source {
	/**
	 * @param known which columns Appcues returned to the polls before
	 */
	constructor(
		private readonly appcues: AppcuesClient,
		private readonly conditions: Condition[],
		public known: KnownColumns,
	) {}

	/** Whether Appcues returns only the verified columns. */
	get isVerifiedOnly(): boolean {
		return typeof this.known === 'number';
	}

	async rows(window: TimeWindow, offset: number) {
		// Within a second, equal times would leave the order open, and with it what an offset skips.
		const others: Order[] = ['user_id', 'name', 'score', 'feedback'].map((name) => [name, 'asc']);
		const order: Order[] = [
			['timestamp', 'asc'],
			...(offset > 0 || isSecond(window) ? others : []),
		];
		return await this.query(window, order, QUERY_LIMITS.rows, offset);
	}

	/** Returns the latest events of a window, the newest first. */
	async latest(window: TimeWindow, limit: number): Promise<IDataObject[]> {
		return (await this.query(window, [['timestamp', 'desc']], limit, 0)).rows;
	}

	async count(window: TimeWindow): Promise<number> {
		const spec = { ...this.spec(window), metrics: ['events'] };
		const { rows } = await queryAnalytics(this.appcues, spec);
		return rows.reduce((sum, { events }) => sum + Number(events), 0);
	}

	private async query(window: TimeWindow, order: Order[], limit: number, offset: number) {
		const ask = async (columns: readonly string[]) =>
			await queryAnalytics(this.appcues, {
				...this.spec(window),
				columns,
				order_by: order,
				limit,
				...(offset > 0 && { offset }),
			});
		const { rows, truncated } = await this.inKnownColumns(ask);
		return { rows, truncated: truncated || rows.length >= limit };
	}

	/** Asks for all columns. If Appcues refuses, asks for those that it has verified. */
	private async inKnownColumns<T>(ask: (columns: readonly string[]) => Promise<T>): Promise<T> {
		const now = this.appcues.clock.date();
		if (typeof this.known === 'number' && now < this.known) return await ask(VERIFIED_COLUMNS);
		const all = await settled(ask(ALL_COLUMNS));
		if ('result' in all) {
			this.known = 'all';
			return all.result;
		}
		const some = this.mayBeColumns(all.refused) ? await settled(ask(VERIFIED_COLUMNS)) : all;
		if (!('result' in some)) throw asError(all.refused);
		this.known = now + VERIFIED_ONLY;
		return some.result;
	}

	/** A 500 after Appcues has returned all columns isn't about them. */
	private mayBeColumns(refused: unknown): boolean {
		const status = refused instanceof AppcuesError ? refused.info.status : undefined;
		return status === 400 || (status === 500 && this.known !== 'all');
	}

	private spec({ start, end }: TimeWindow): AnalyticsSpec {
		return {
			conditions: this.conditions,
			start_time: isoSecond(start),
			end_time: isoSecond(end),
			timezone: 'UTC',
		};
	}
}

const isSecond = ({ start, end }: TimeWindow) => end - start === 1;

const isoSecond = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');

/** Returns the result of a query, or what it was refused with. */
async function settled<T>(asked: Promise<T>): Promise<{ result: T } | { refused: unknown }> {
	return await asked.then(
		(result) => ({ result }),
		(refused: unknown) => ({ refused }),
	);
}

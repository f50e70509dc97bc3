import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	type PollState,
	firstState,
	newEvents,
	readState,
	storedState,
} from '../../../nodes/AppcuesEventTrigger/newEvents';
import type { Source, TimeWindow } from '../../../nodes/AppcuesEventTrigger/readSeconds';

/** An event, and when it reaches analytics. In seconds since the start. */
interface Arrival {
	at: number;
	late: number;
	user: number;
	/** Whether it differs from others in a column that isn't verified. */
	detail: number;
}

const START = Date.UTC(2026, 10, 2, 9) / 1000;
const LOOK_BACK = 600;

/** Analytics on a virtual clock: each request takes some time, in which more events can arrive. */
class Analytics implements Source {
	/** In seconds since the start. */
	now = 0;

	requests = 0;

	/** How many requests from now on fail. */
	failures = 0;

	constructor(
		private readonly arrivals: readonly Arrival[],
		private readonly pageSize: number,
		private readonly secondsPerRequest: number,
		/** -1 for an Appcues that doesn't sort as asked. */
		private readonly direction: 1 | -1 = 1,
	) {}

	async rows(window: TimeWindow, offset: number) {
		const all = this.visible(window);
		const rows = all.slice(offset, offset + this.pageSize).map(row);
		return { rows, truncated: offset + rows.length < all.length };
	}

	async count(window: TimeWindow) {
		return this.visible(window).length;
	}

	private visible({ start, end }: TimeWindow): Arrival[] {
		this.now += this.secondsPerRequest;
		this.requests += 1;
		if (this.failures > 0) {
			this.failures -= 1;
			throw new Error('Appcues has an outage');
		}
		return this.arrivals
			.filter(({ at, late }) => at + late <= this.now)
			.filter(({ at }) => START + at >= start && START + at < end)
			.sort((a, b) => (a.at - b.at || a.user - b.user || a.detail - b.detail) * this.direction);
	}
}

const row = ({ at, user, detail }: Arrival): IDataObject => ({
	timestamp: new Date((START + at) * 1000).toISOString(),
	user_id: `user ${user}`,
	name: 'appcues:flow_completed',
	score: null,
	feedback: null,
	attributes: { flowId: `flow ${detail}` },
});

/** What happens at a poll. */
type PollKind = 'regular' | 'fails' | 'restart' | 'short';

/** Polls until everything has arrived, and returns what was delivered. */
async function pollAll(
	analytics: Analytics,
	polls: ReadonlyArray<{ after: number; kind: PollKind; failAt: number }>,
	last: number,
): Promise<IDataObject[]> {
	const delivered: IDataObject[] = [];
	let state = firstState(START * 1000);
	// n8n saves the static data when it starts an execution, and loads it after a restart.
	let saved = JSON.stringify(storedState(state));
	const quiet = Array.from({ length: 5 }, (_, n) => ({
		...{ after: n === 0 ? Math.max(0, last - analytics.now) : 60, failAt: 0 },
		kind: 'regular' as PollKind,
	}));
	for (const { after, kind, failAt } of [...polls, ...quiet]) {
		analytics.now += after;
		if (kind === 'restart') state = readState(JSON.parse(saved)) ?? firstState(NaN);
		const before = analytics.requests;
		analytics.failures = kind === 'fails' ? 1 : 0;
		const poll = { now: (START + analytics.now) * 1000, lookBack: LOOK_BACK };
		const isOver = () => kind === 'short' && analytics.requests > before + failAt;
		try {
			const read = await newEvents(analytics, state, { ...poll, isOver });
			state = read.state;
			delivered.push(...read.rows);
			if (read.rows.length > 0) saved = JSON.stringify(storedState(state));
		} catch (thrown) {
			if (!(thrown instanceof Error) || !/outage|another number/.test(thrown.message)) throw thrown;
		}
		analytics.failures = 0;
	}
	return delivered;
}

const sorted = (rows: readonly IDataObject[]) => rows.map((each) => JSON.stringify(each)).sort();

const arrival = fc.record({
	at: fc.integer({ min: 0, max: 900 }),
	late: fc.integer({ min: 0, max: LOOK_BACK - 10 }),
	user: fc.integer({ min: 0, max: 2 }),
	detail: fc.integer({ min: 0, max: 1 }),
});

/** Many events in few seconds, some of them equal in every column. */
const crowd = fc
	.record({ at: fc.integer({ min: 0, max: 900 }), size: fc.integer({ min: 1, max: 30 }) })
	.chain(({ at, size }) =>
		fc.array(
			arrival.map((one) => ({ ...one, at })),
			{ minLength: size, maxLength: size },
		),
	);

const polls = fc.array(
	fc.record({
		after: fc.integer({ min: 1, max: 200 }),
		kind: fc.constantFrom<PollKind>('regular', 'regular', 'fails', 'restart', 'short'),
		failAt: fc.integer({ min: 0, max: 3 }),
	}),
	{ maxLength: 30 },
);

describe('the polls of the event trigger', () => {
	it('return every event exactly once, whatever arrives late, at once, or while a poll fails', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(arrival, { maxLength: 60 }),
				fc.array(crowd, { maxLength: 3 }),
				polls,
				fc.integer({ min: 1, max: 12 }),
				fc.constantFrom<1 | -1>(1, 1, -1),
				async (single, crowds, planned, pageSize, direction) => {
					const arrivals = [...single, ...crowds.flat()];
					const analytics = new Analytics(arrivals, pageSize, 0.05, direction);
					const delivered = await pollAll(analytics, planned, 900 + LOOK_BACK);
					expect(sorted(delivered)).toEqual(sorted(arrivals.map(row)));
				},
			),
			{ numRuns: 300 },
		);
	});

	it('return 10,000 events in random order exactly once', async () => {
		const random = fc.sample(arrival, { numRuns: 10_000, seed: 15 });
		const analytics = new Analytics(random, 1000, 0.2);
		const kinds = fc.sample(polls, { numRuns: 20, seed: 15 }).flat();
		const delivered = await pollAll(analytics, kinds, 900 + LOOK_BACK);
		expect(sorted(delivered)).toEqual(sorted(random.map(row)));
	});

	it('take one request when nothing is new', async () => {
		const analytics = new Analytics([{ at: 5, late: 0, user: 1, detail: 1 }], 1000, 0);
		await pollAll(analytics, [], 60);
		expect(analytics.requests).toBe(5);
	});

	it('return nothing from before the start, also when the look back grows', async () => {
		const analytics = new Analytics(
			[-1000, -10, -1, 0].map((at) => ({ at, late: 0, user: 1, detail: 1 })),
			1000,
			0,
		);
		const delivered = await pollAll(analytics, [], 60);
		expect(delivered).toEqual([row({ at: 0, late: 0, user: 1, detail: 1 })]);
		const { state } = await newEvents(analytics, firstState(START * 1000), {
			...{ now: (START + 5000) * 1000, lookBack: 10, isOver: () => false },
		});
		const again = await newEvents(analytics, state, {
			...{ now: (START + 5060) * 1000, lookBack: 100_000, isOver: () => false },
		});
		expect(again.rows).toEqual([]);
	});

	it('lose no event and sort them if Appcues returns the latest first', async () => {
		const arrivals = [0, 10, 10, 20, 30, 40, 50, 60].map((at) => ({
			at,
			late: 0,
			user: at,
			detail: 1,
		}));
		const analytics = new Analytics(arrivals, 3, 0, -1);
		const delivered = await pollAll(analytics, [], 70);
		expect(delivered).toEqual(arrivals.map(row));
	});

	it('know an event again when Appcues writes nothing and numbers in another way', async () => {
		const event = { at: 5, late: 0, user: 1, detail: 1 };
		const poll = async (state: PollState, more: IDataObject) =>
			await newEvents(
				{
					rows: async () => ({ rows: [{ ...row(event), ...more }], truncated: false }),
					count: async () => 1,
				},
				state,
				{ now: (START + 60) * 1000, lookBack: LOOK_BACK, isOver: () => false },
			);
		const first = await poll(firstState(START * 1000), { score: 9, feedback: '' });
		expect(first.rows).toHaveLength(1);
		const second = await poll(first.state, { score: '9', feedback: null });
		expect(second.rows).toEqual([]);
	});

	it('know an event again when Appcues returns fewer columns than before', async () => {
		const events = [0, 0, 1].map((detail) => ({ at: 5, late: detail * 60, user: 1, detail }));
		const analytics = new Analytics(events, 1000, 0);
		const poll = async (state: PollState, columns: string[]) => {
			analytics.now += 30;
			const source: Source = {
				rows: async (window, offset) => {
					const { rows, truncated } = await analytics.rows(window, offset);
					const some = rows.map((each) =>
						Object.fromEntries(Object.entries(each).filter(([name]) => columns.includes(name))),
					);
					return { rows: some, truncated };
				},
				count: async (window) => await analytics.count(window),
			};
			const now = (START + analytics.now) * 1000;
			return await newEvents(source, state, { now, lookBack: LOOK_BACK, isOver: () => false });
		};
		const verified = ['timestamp', 'user_id', 'name', 'score', 'feedback'];
		const first = await poll(firstState(START * 1000), [...verified, 'attributes']);
		expect(first.rows).toHaveLength(2);
		const second = await poll(first.state, verified);
		expect(second.rows).toEqual([]);
		const third = await poll(second.state, verified);
		expect(third.rows).toHaveLength(1);
		const fourth = await poll(third.state, [...verified, 'attributes']);
		expect(fourth.rows).toEqual([]);
	});
});

import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { Cancelled } from '../../../nodes/shared/api/clock';
import { RateLimiter } from '../../../nodes/shared/api/rateLimiter';
import { VirtualClock } from '../../support/virtualClock.cjs';

const LATENCY_MS = 100;
const LATEST_MS = 400;
const RECHECK_MS = 200;

/** What happens to a limiter. All times are milliseconds. */
interface Happenings {
	rate: number;
	executions: Array<{ at: number; items: number; width: number; cancelAfter?: number }>;
	refusals: Array<{ at: number; requestedMs: number }>;
	rates: Array<{ at: number; rate: number }>;
	/** How late a busy process wakes up, one sleep after the other. */
	lateBy: number[];
}

/** What the credential's field allows. */
const rate = fc.integer({ min: 1, max: 60 });
const at = fc.nat(4000);
const execution = fc.record(
	{
		at,
		items: fc.integer({ min: 1, max: 70 }),
		width: fc.integer({ min: 1, max: 40 }),
		cancelAfter: at,
	},
	{ requiredKeys: ['at', 'items', 'width'] },
);
const refusal = fc.record({ at, requestedMs: fc.constantFrom(0, 0, 1000, 2500) });
const happenings: fc.Arbitrary<Happenings> = fc.record({
	rate,
	executions: fc.array(execution, { minLength: 1, maxLength: 4 }),
	refusals: fc.array(refusal, { maxLength: 3 }),
	rates: fc.array(fc.record({ at, rate }), { maxLength: 3 }),
	lateBy: fc.array(fc.constantFrom(0, 0, 0, 1, 7, LATEST_MS), { minLength: 1, maxLength: 5 }),
});

class BusyClock extends VirtualClock {
	private sleeps = 0;

	constructor(private readonly lateBy: number[]) {
		super();
	}

	override async sleep(milliseconds: number): Promise<void> {
		this.sleeps += 1;
		await super.sleep(milliseconds + elementAt(this.lateBy, this.sleeps % this.lateBy.length));
	}
}

/** What a limiter did. */
interface Observed {
	/** The calls of `acquire` that got their turn, by their position among all calls. */
	starts: Array<{ call: number; at: number }>;
	/** How long calls of canceled executions waited since the cancellation. */
	cancelMs: number[];
	/** When which rate took effect. */
	rates: Array<{ at: number; rate: number }>;
	pauses: Array<{ from: number; until: number }>;
	end: number;
}

async function observe(script: Happenings): Promise<Observed> {
	const clock = new BusyClock(script.lateBy);
	const limiter = new RateLimiter(script.rate, clock);
	const observed: Observed = {
		starts: [],
		cancelMs: [],
		rates: [{ at: -Infinity, rate: script.rate }],
		pauses: [],
		end: 0,
	};
	let calls = 0;
	const send = async (signal: AbortSignal) => {
		const call = calls;
		calls += 1;
		observed.starts.push({ call, at: await limiter.acquire(signal) });
		await clock.sleep(LATENCY_MS);
	};
	const executions = script.executions.map(async ({ at: start, items, width, cancelAfter }) => {
		await clock.sleep(start);
		const abort = new AbortController();
		let canceledAt = Infinity;
		const canceled = async () => {
			if (cancelAfter === undefined) return;
			await clock.sleep(cancelAfter);
			canceledAt = clock.now();
			abort.abort();
		};
		let left = items;
		const worker = async () => {
			for (; left > 0; left -= 1) {
				const calledAt = clock.now();
				try {
					await send(abort.signal);
				} catch (error) {
					if (!(error instanceof Cancelled)) throw error;
					observed.cancelMs.push(clock.now() - Math.max(calledAt, canceledAt));
					return;
				}
			}
		};
		await Promise.all([canceled(), ...Array.from({ length: width }, worker)]);
	});
	const refusals = script.refusals.map(async ({ at: time, requestedMs }) => {
		await clock.sleep(time);
		const from = clock.now();
		observed.pauses.push({ from, until: from + requestedMs });
		limiter.backOff(requestedMs, from);
	});
	const rates = script.rates.map(async ({ at: time, rate: changed }) => {
		await clock.sleep(time);
		observed.rates.push({ at: clock.now(), rate: changed });
		limiter.changeRate(changed);
	});
	await clock.run(Promise.all([...executions, ...refusals, ...rates]));
	return { ...observed, end: clock.now() };
}

/** The highest rate that was set at any time from `from` until `until`. */
function highestRate(rates: Observed['rates'], from: number, until: number): number {
	const before = rates.filter(({ at: since }) => since <= from);
	const meanwhile = rates.filter(({ at: since }) => since > from && since < until);
	return Math.max(...[...before.slice(-1), ...meanwhile].map((each) => each.rate));
}

function checkSeconds(_: Happenings, { starts, rates }: Observed): void {
	for (const { at: from } of starts) {
		const until = from + 1000;
		const count = starts.filter((start) => start.at >= from && start.at < until).length;
		expect(count).toBeLessThanOrEqual(highestRate(rates, from, until));
	}
}

function checkAverage(_: Happenings, { starts, rates }: Observed): void {
	const highest = Math.max(...rates.map((each) => each.rate));
	const burst = Math.max(1, 0.5 * highest);
	starts.forEach(({ at: from }, index) => {
		const excess = starts
			.slice(index)
			.map(({ at: until }, later) => later - burst - (highest * (until - from)) / 1000);
		expect(Math.max(...excess)).toBeLessThanOrEqual(0.001);
	});
}

function checkPauses(_: Happenings, { starts, pauses }: Observed): void {
	for (const { from, until } of pauses) {
		expect(starts.filter((start) => start.at > from && start.at < until)).toEqual([]);
	}
}

function checkOrder(_: Happenings, { starts }: Observed): void {
	const order = starts.map(({ call }) => call);
	expect(order).toEqual([...order].sort((a, b) => a - b));
}

function checkCancellation({ executions }: Happenings, { starts, cancelMs }: Observed): void {
	expect(Math.max(0, ...cancelMs)).toBeLessThanOrEqual(RECHECK_MS + LATEST_MS);
	const others = executions.filter(({ cancelAfter }) => cancelAfter === undefined);
	const items = others.reduce((sum, execution) => sum + execution.items, 0);
	expect(starts.length).toBeGreaterThanOrEqual(items);
}

function checkDuration(script: Happenings, { starts, end }: Observed): void {
	const lowest = Math.min(script.rate, ...script.rates.map((each) => each.rate));
	// A 429 lowers the rate, to a tenth at most.
	const intervalMs = 1000 / (script.refusals.length > 0 ? lowest / 10 : lowest);
	// Timers need whole milliseconds.
	const lateMs = 1 + Math.max(...script.lateBy);
	const pausedMs = script.refusals.length * (2500 + lateMs);
	const lastArrivalMs = 2 * (4000 + lateMs);
	const sentMs = starts.length * (intervalMs + lateMs) + LATENCY_MS + lateMs;
	expect(end).toBeLessThanOrEqual(lastArrivalMs + pausedMs + sentMs);
}

const CHECKS = [
	checkSeconds,
	checkAverage,
	checkPauses,
	checkOrder,
	checkCancellation,
	checkDuration,
];

it('whatever happens to a rate limiter, it keeps its limits, and every caller gets a turn in time', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, async (script) => {
			const observed = await observe(script);
			for (const check of CHECKS) check(script, observed);
		}),
		{ numRuns: 60 },
	);
});

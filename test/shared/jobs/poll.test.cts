import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt, entryOf, first } from '../../../dev/elements.cjs';
import { AppcuesError } from '../../../nodes/shared/api/appcuesError';
import { Cancelled } from '../../../nodes/shared/api/clock';
import type { Job } from '../../../nodes/shared/api/endpoints/types';
import { waitForJobs } from '../../../nodes/shared/jobs/poll';
import { VirtualClock } from '../../support/virtualClock.cjs';

const refusal = (status?: number) =>
	new AppcuesError('told', '', { method: 'GET', path: '/', attempts: 1, status });

/** Polls jobs on a virtual clock, whose status depends on the time. */
function waiting(
	jobs: Record<string, (now: number) => string | AppcuesError>,
	{
		timeoutMs = 600_000,
		pollIntervalMs = 2000,
		signal = undefined as AbortSignal | undefined,
	} = {},
) {
	const clock = new VirtualClock();
	const looks: Array<{ id: string; at: number }> = [];
	const look = async (id: string): Promise<Job> => {
		looks.push({ id, at: clock.now() });
		const seen = entryOf(jobs, id)(clock.now());
		if (seen instanceof AppcuesError) throw seen;
		return { id, status: seen };
	};
	const plan = { timeoutMs, pollIntervalMs, clock, signal };
	return { clock, looks, ends: clock.run(waitForJobs(Object.keys(jobs), { one: look }, plan)) };
}

const doneAt = (end: number) => (now: number) => (now >= end ? 'COMPLETED' : 'IN_PROGRESS');

describe('waiting for jobs', () => {
	it('polls immediately, then after the interval, then less and less often', async () => {
		const { ends, looks } = waiting({ a: doneAt(60_000) });
		await ends;
		const gaps = looks.slice(1).map(({ at }, index) => at - elementAt(looks, index).at);
		expect(first(looks).at).toBe(0);
		const [initial, ...later] = gaps;
		expect(initial).toBe(2000);
		expect(later[0]).toBe(1500);
		expect(later).toEqual([...later].sort((a, b) => a - b));
	});

	it('polls a job of ten minutes at most 30 times', async () => {
		const { ends, looks } = waiting({ a: doneAt(599_000) });
		expect((await ends).get('a')).toMatchObject({ kind: 'completed' });
		expect(looks.length).toBeLessThanOrEqual(30);
	});

	it('notices the end of any job of a second or more at most a quarter of its duration and a second late', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1000, max: 550_000 }), async (duration) => {
				const end = (await waiting({ a: doneAt(duration) }).ends).get('a');
				expect(end?.kind).toBe('completed');
				expect((end?.waitedMs ?? 0) - duration).toBeLessThanOrEqual(duration / 4 + 1000);
			}),
		);
	});

	it('polls a last time at the deadline', async () => {
		const { ends, looks } = waiting(
			{ a: doneAt(10_000) },
			{ timeoutMs: 10_000, pollIntervalMs: 3000 },
		);
		expect((await ends).get('a')).toMatchObject({ kind: 'completed', waitedMs: 10_000 });
		expect(looks.at(-1)?.at).toBe(10_000);
	});

	it('gives up after the deadline, with the last status', async () => {
		const { ends, clock } = waiting({ a: () => 'queued' }, { timeoutMs: 5000 });
		expect((await ends).get('a')).toMatchObject({ kind: 'timedOut', job: { status: 'queued' } });
		expect(clock.now()).toBe(5000);
	});

	it.each(['pending', 'Queued', '', 'WHATEVER'])(
		'treats the status %j as not finished',
		async (word) => {
			const { ends } = waiting({ a: (now) => (now < 3000 ? word : 'completed') });
			expect((await ends).get('a')).toMatchObject({ kind: 'completed' });
		},
	);

	it('does not treat a failed poll as a failed job', async () => {
		const mishaps = [refusal(429), refusal(500), refusal(503), refusal(undefined), refusal(200)];
		const { ends } = waiting({ a: () => mishaps.shift() ?? 'COMPLETED' });
		expect((await ends).get('a')).toMatchObject({ kind: 'completed' });
	});

	it('accepts "not found" for half a minute after the start, no longer', async () => {
		const early = waiting({ a: (now) => (now < 20_000 ? refusal(404) : 'COMPLETED') });
		expect((await early.ends).get('a')).toMatchObject({ kind: 'completed' });
		const late = waiting({ a: () => refusal(404) });
		expect((await late.ends).get('a')).toMatchObject({ kind: 'unreadable' });
	});

	it('stops immediately when the key may no longer read the job', async () => {
		const { ends, clock } = waiting({ a: (now) => (now === 0 ? 'IN_PROGRESS' : refusal(401)) });
		expect((await ends).get('a')).toMatchObject({
			kind: 'unreadable',
			job: { status: 'IN_PROGRESS' },
		});
		expect(clock.now()).toBe(2000);
	});

	it('polls many jobs on one schedule and skips the finished ones', async () => {
		const { ends, looks } = waiting({ a: doneAt(0), b: () => 'FAILED', c: doneAt(7000) });
		const all = await ends;
		expect([...all.values()].map(({ kind }) => kind).sort()).toEqual([
			'completed',
			'completed',
			'failed',
		]);
		expect(looks.filter(({ id }) => id === 'a')).toHaveLength(1);
		expect(looks.filter(({ id }) => id === 'b')).toHaveLength(1);
	});

	it('ends within a quarter of a second when the execution is cancelled', async () => {
		const abort = new AbortController();
		const { ends, clock } = waiting(
			{
				a: (now) => {
					if (now > 100_000) abort.abort();
					return 'IN_PROGRESS';
				},
			},
			{ signal: abort.signal },
		);
		await expect(ends).rejects.toThrow('canceled');
		expect(clock.slept.every((pause) => pause <= 250)).toBe(true);
	});
});

describe('waiting for many jobs', () => {
	const MANY = Array.from({ length: 100 }, (_, n) => `job-${n}`);
	type List = (now: number) => { jobs: Job[]; repeat: boolean };

	/** Reads jobs that take as long as given, by ID or in a list. */
	async function waitForMany(
		durations: Record<string, number>,
		change: (list: ReturnType<List>, now: number) => ReturnType<List> = (list) => list,
		timeoutMs = 1_200_000,
	) {
		const clock = new VirtualClock();
		const counts = { one: 0, all: 0 };
		const statusOf = (id: string) =>
			clock.now() >= entryOf(durations, id) ? 'COMPLETED' : 'IN_PROGRESS';
		const reader = {
			one: async (id: string): Promise<Job> => {
				counts.one += 1;
				return { id, status: statusOf(id), events: [{ message: 'log' }] };
			},
			all: async () => {
				counts.all += 1;
				const jobs = Object.keys(durations).map((id) => ({ id, status: statusOf(id) }));
				return change({ jobs, repeat: true }, clock.now());
			},
		};
		const plan = { timeoutMs, pollIntervalMs: 2000, clock };
		const ends = await clock.run(waitForJobs(Object.keys(durations), reader, plan));
		return { ends, counts, total: counts.one + counts.all };
	}

	const all = (duration: number) => Object.fromEntries(MANY.map((id) => [id, duration]));

	it('takes at most 150 requests for 100 jobs of ten minutes, and reads each log', async () => {
		const { ends, total } = await waitForMany(all(600_000));
		expect(total).toBeLessThanOrEqual(150);
		const expected = { kind: 'completed', job: { events: [{ message: 'log' }] } };
		for (const id of MANY) expect(ends.get(id)).toMatchObject(expected);
	});

	it('reads up to three jobs one by one', async () => {
		const { counts } = await waitForMany({ a: 60_000, b: 60_000, c: 60_000 });
		expect(counts.all).toBe(0);
	});

	it('reads jobs that are not listed one by one', async () => {
		const listed = (list: ReturnType<List>) => ({
			...list,
			jobs: list.jobs.filter(({ id }) => id !== 'job-7'),
		});
		const { ends, counts } = await waitForMany(all(30_000), listed);
		expect(ends.get('job-7')).toMatchObject({ kind: 'completed' });
		expect(counts.one).toBeGreaterThan(100);
		expect(counts.one).toBeLessThan(130);
	});

	it.each([400, 401, 403, 404, 500, undefined])(
		'reads them one by one when the list gets %s, and does not ask for it again',
		async (status) => {
			const { ends, counts } = await waitForMany(all(10_000), () => {
				throw refusal(status);
			});
			expect(counts.all).toBe(1);
			expect([...ends.values()].every(({ kind }) => kind === 'completed')).toBe(true);
		},
	);

	it('does not read them one by one above the rate limit', async () => {
		let refused = 0;
		const { counts } = await waitForMany(all(60_000), (list, now) => {
			if (now > 0 && now < 20_000) {
				refused += 1;
				throw refusal(429);
			}
			return list;
		});
		expect(refused).toBeGreaterThan(2);
		expect(counts.one).toBe(100);
	});

	it('asks only once for a list that is too large', async () => {
		const { counts } = await waitForMany(all(10_000), (list) => ({ ...list, repeat: false }));
		expect(counts.all).toBe(1);
	});

	it('notices a job that has finished at the deadline although the list is out of date', async () => {
		const old = ({ jobs, ...list }: ReturnType<List>) => ({
			...list,
			jobs: jobs.map((job) => ({ ...job, status: 'IN_PROGRESS' })),
		});
		const { ends } = await waitForMany(all(10_000), old, 60_000);
		expect([...ends.values()].every(({ kind }) => kind === 'completed')).toBe(true);
	});

	it('stops when the execution is canceled', async () => {
		await expect(
			waitForMany(all(10_000), () => {
				throw new Cancelled();
			}),
		).rejects.toThrow('canceled');
	});
});

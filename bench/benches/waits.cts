import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';
import { DEMO } from '../../dev/fake-appcues/model/demoAccount.cjs';
import { type FakeAppcues, startFakeAppcues } from '../../dev/fake-appcues/index.cjs';

const SHORTEST_MS = 1000;
export const LONGEST_MS = 600_000;
export const SPREAD = 40;
const POLL_INTERVAL_MS = 2000;

/** A clock that jumps ahead whenever code sleeps. */
class LeapingClock {
	private time = 0;

	now = (): number => this.time;

	date = (): number => Date.UTC(2026, 0, 1) + this.time;

	async sleep(milliseconds: number): Promise<void> {
		this.time += milliseconds;
	}
}

/** How a strategy waited for one job. */
export interface Wait {
	durationMs: number;
	lagMs: number;
	polls: number;
}

type Waiter = (durationMs: number) => Promise<Wait> | Wait;

/** The package's own polling, and two strategies to compare it with. */
export interface Waits {
	ours: Wait[];
	often: Wait[];
	loop: Wait[];
}

export async function measureWaits(): Promise<Waits> {
	return await withFake(async (fake, clock) => ({
		ours: await waitAll((durationMs) => waitByNode(fake, clock, durationMs)),
		often: await waitAll((durationMs) => regular(durationMs, 2000, 0)),
		loop: await waitAll((durationMs) => regular(durationMs, 5000, 5000)),
	}));
}

/** Starts a fake on a clock that leaps. */
async function withFake<Result>(
	use: (fake: FakeAppcues, clock: LeapingClock) => Promise<Result>,
): Promise<Result> {
	const clock = new LeapingClock();
	const fake = await startFakeAppcues({ rateLimit: Infinity, clock: { now: () => clock.date() } });
	try {
		return await use(fake, clock);
	} finally {
		await fake.close();
	}
}

/** Durations across the range, then the worst cases: jobs that end just after a status check. */
async function waitAll(wait: Waiter): Promise<Wait[]> {
	const step = (LONGEST_MS / SHORTEST_MS) ** (1 / (SPREAD - 1));
	const durations = Array.from({ length: SPREAD }, (_, index) =>
		Math.round(SHORTEST_MS * step ** index),
	);
	let lookedAt = SHORTEST_MS - 1;
	while (lookedAt < LONGEST_MS) {
		durations.push(lookedAt + 1);
		const { durationMs, lagMs } = await wait(lookedAt + 1);
		lookedAt = durationMs + lagMs;
	}
	const waits: Wait[] = [];
	for (const duration of durations.sort((a, b) => a - b)) waits.push(await wait(duration));
	return waits;
}

/** The package's own compiled polling, on the fake over HTTP. */
async function waitByNode(fake: FakeAppcues, clock: LeapingClock, durationMs: number) {
	const { waitedMs, polls } = await waitTogether(fake, clock, durationMs, 1);
	return { durationMs, lagMs: waitedMs - durationMs, polls };
}

/** Returns how many requests the package's own polling needs for many jobs of the same duration. */
export async function pollsFor(count: number, durationMs: number): Promise<number> {
	return await withFake(
		async (fake, clock) => (await waitTogether(fake, clock, durationMs, count)).polls,
	);
}

async function waitTogether(
	fake: FakeAppcues,
	clock: LeapingClock,
	durationMs: number,
	count: number,
): Promise<{ waitedMs: number; polls: number }> {
	const { waitForJobs } = createRequire(__filename)(
		join(ROOT, 'dist/nodes/shared/jobs/poll.js'),
	) as typeof import('../../nodes/shared/jobs/poll');
	fake.jobDuration = durationMs;
	const ids: string[] = [];
	while (ids.length < count) {
		const body = { user_ids: [`user-${ids.length}`] };
		const accepted = await call(fake, 'POST', '/segments/seg-trial/add_user_ids', body);
		ids.push((accepted as { job_id: string }).job_id);
	}
	let polls = 0;
	const read = async (path: string) => {
		polls += 1;
		return (await call(fake, 'GET', path)) as never;
	};
	const reader = {
		one: async (id: string) => await read(`/jobs/${id}`),
		all: async () => ({ jobs: await read('/jobs'), repeat: true }),
	};
	const plan = { timeoutMs: 2 * LONGEST_MS, pollIntervalMs: POLL_INTERVAL_MS, clock };
	const ends = [...(await waitForJobs(ids, reader, plan)).values()];
	const failed = ends.find(({ kind }) => kind !== 'completed');
	if (failed) throw new Error(`A job is ${failed.kind}`);
	return { waitedMs: Math.max(...ends.map((end) => end.waitedMs)), polls };
}

async function call(fake: FakeAppcues, method: string, path: string, body?: object) {
	const response = await fetch(`${fake.url}/v2/accounts/${DEMO.accountId}${path}`, {
		method,
		headers: {
			authorization: `Basic ${btoa(`${DEMO.key}:${DEMO.secret}`)}`,
			'content-type': 'application/json',
		},
		body: body && JSON.stringify(body),
	});
	return await response.json();
}

/** A status check at fixed intervals, which can be calculated without running. */
function regular(durationMs: number, everyMs: number, firstMs: number): Wait {
	const repeats = Math.ceil(Math.max(0, durationMs - firstMs) / everyMs);
	return { durationMs, lagMs: firstMs + repeats * everyMs - durationMs, polls: repeats + 1 };
}

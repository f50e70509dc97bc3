import { beforeAll, describe, expect, it } from '@jest/globals';

import { ended, endOf, type Summary } from '../executions.cjs';
import { note, seconds } from '../figures.cjs';
import { CONCURRENCY } from '../n8nProcesses.cjs';
import type { AccountId, QueueMode } from '../queueMode.cjs';
import { addUsers, publish, splitUsers, type Step } from '../workflows.cjs';

const EXECUTIONS = 2 * CONCURRENCY;
const USERS_EACH = 240;
const USERS = EXECUTIONS * USERS_EACH;
const SEGMENT = 'seg-crm-customers';

const updateProfile: Step = {
	name: 'Update',
	type: 'appcuesEndUser',
	parameters: {
		operation: 'update',
		userId: '={{ $json.id }}',
		attributesMode: 'json',
		attributesJson: '={{ { plan: $json.plan } }}',
	},
};

/** What the fake Appcues saw of the executions of one account. */
interface Load {
	executions: Summary[];
	/** How each ended: `success`, or the error. */
	ends: string[];
	/** The successful requests to change a profile. */
	changed: string[];
	refused: number;
	/** The maximum number of refusals of one request. After the fifth it would fail. */
	refusedMost: number;
	milliseconds: number;
}

/**
 * Two workers under full load against one account with 60 requests a second. Each execution changes the
 * profiles of 240 users one by one, then adds them to a segment.
 */
export function load(queue: QueueMode, account: AccountId, requestsPerSecond: number): void {
	describe(`with ${requestsPerSecond} requests a second in the credential`, () => {
		let seen: Load;
		beforeAll(async () => {
			seen = await drive(queue, account, requestsPerSecond);
			const { changed, refused, refusedMost, milliseconds } = seen;
			const rate = Math.round((changed.length / milliseconds) * 10_000) / 10;
			note(
				`${USERS} profiles updated by two workers, 'Requests per Second' ${requestsPerSecond}`,
				`${seconds(milliseconds)}, ${rate} a second, ${refused} responses with 429, at most ${refusedMost} to one request`,
			);
		});

		it('completes all executions: every 429 is retried', () => {
			expect(seen.ends).toEqual(Array(EXECUTIONS).fill('success'));
		});

		it('runs half of them on each worker', () => {
			const ids = seen.executions.map(({ id }) => id);
			for (const worker of queue.workers) {
				const own = worker.executions().filter((id) => ids.includes(id));
				expect([worker.name, own.length]).toEqual([worker.name, CONCURRENCY]);
			}
		});

		it('changes every profile once, to the value of its own execution', () => {
			expect(seen.changed).toHaveLength(USERS);
			expect(new Set(seen.changed).size).toBe(USERS);
			const { users } = queue.fake.account(account);
			for (const [id, { plan }] of expectedUsers()) expect(users.get(id)).toMatchObject({ plan });
		});

		it('adds all of them to the segment, with one job for each execution', () => {
			const { fake } = queue;
			const { members } = fake.account(account).segment(SEGMENT);
			const missing = [...expectedUsers().keys()].filter((id) => !members.has(id));
			expect(missing).toEqual([]);
			expect(members.size).toBe(USERS);
			expect(fake.account(account).jobs.size).toBe(EXECUTIONS);
		});
	});
}

async function drive(
	queue: QueueMode,
	account: AccountId,
	requestsPerSecond: number,
): Promise<Load> {
	const credential = await queue.credential(account, requestsPerSecond);
	const steps = [splitUsers, updateProfile, addUsers(SEGMENT)];
	const { workflow, call } = await publish(queue, steps, credential);
	const runs = [...Array(EXECUTIONS).keys()];
	await Promise.all(runs.map(async (run) => await call({ users: usersOf(run) })));
	const executions = await ended(queue, workflow, EXECUTIONS);
	const updates = queue.fake
		.requests('PATCH')
		.filter(({ pathname }) => pathname.startsWith(`/v2/accounts/${account}/users/`));
	const refused = updates.filter(({ status }) => status === 429).map(({ pathname }) => pathname);
	const done = updates.filter(({ status }) => status === 200);
	return {
		executions,
		ends: await Promise.all(executions.map(async (one) => await endOf(queue, one))),
		changed: done.map(({ pathname }) => pathname),
		refused: refused.length,
		refusedMost: Math.max(
			0,
			...refused.map((path) => refused.filter((other) => other === path).length),
		),
		milliseconds: (done.at(-1)?.at ?? NaN) - (updates.at(0)?.at ?? NaN),
	};
}

const usersOf = (run: number) =>
	Array.from({ length: USERS_EACH }, (_, n) => ({
		id: `run-${run}-user-${n}`,
		plan: `run ${run}`,
	}));

const expectedUsers = () =>
	new Map([...Array(EXECUTIONS).keys()].flatMap(usersOf).map((user) => [user.id, user] as const));

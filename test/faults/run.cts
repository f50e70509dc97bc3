import { setImmediate } from 'node:timers/promises';

import { jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import type { FakeAppcues, LogEntry } from '../../dev/fake-appcues/index.cjs';
import { SECRET, type Appcues } from '../support/appcues.cjs';
import { inputOf, type WorkingOperation } from '../support/workingOperations.cjs';
import type { Effect } from './effects.cjs';
import { plain, worldOf } from './plain.cjs';
import type { Evidence, Reference } from './verdict.cjs';

/** An operation under test. */
export interface Subject extends WorkingOperation {
	/** `appcuesSegment` */
	type: string;
	effect: Effect;
}

/** How an operation runs without a fault. */
export interface Baseline extends Reference {
	/** The request that does the work: the first that isn't a GET, or the first of all. */
	decisive: LogEntry;
	/** How many connections are opened up to that request. */
	connections: number;
	/** The first status check of its job, if it waits for one. */
	poll: LogEntry | undefined;
}

/** What differs in a run. */
export interface RunChanges {
	options?: IDataObject;
	/** Replaces the fake's own URL. */
	baseUrl?: string;
}

const HOUR_MS = 3_600_000;

/** Runs an operation on a fresh account. @param inject injects the fault */
export async function runOperation(
	appcues: Appcues,
	{ type, effect, ...working }: Subject,
	inject: (fake: FakeAppcues) => Promise<RunChanges | void> = async () => {},
): Promise<Reference> {
	const { fake } = appcues;
	fake.reset();
	fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
	effect.prepare?.(fake.account());
	const { options, baseUrl } = (await inject(fake)) ?? {};
	const input = inputOf(working, fake);
	const count = counter(effect, fake);
	const before = worldOf(fake);
	const outcome = await appcues.run({
		type,
		parameters: { operation: working.operation, ...withOptions(working, options) },
		input,
		...(baseUrl !== undefined && { credentials: appcues.credentials({ baseUrl }) }),
	});
	await settle();
	const { error, everything } = outcome;
	const { jobs, analyticsJobs } = fake.account();
	const after: Evidence = {
		applied: count(),
		world: worldOf(fake),
		jobs: [...jobs.keys(), ...analyticsJobs.keys()],
		items: plain(
			outcome.items().map(({ json, binary }) => ({ ...json, ...(binary && { binary }) })),
		),
		downloads: fake.downloads.length,
		...(error && { error: `${error.message}\n${error.description}` }),
		everything,
	};
	return { before, after };
}

/** The operations of the contract that check the status of a job. Other reads may follow the decisive request, too. */
const STATUS_CHECKS = ['getJob', 'getAnalyticsExport'];

/** Runs an operation with no fault. */
export async function baselineOf(appcues: Appcues, subject: Subject): Promise<Baseline> {
	const reference = await runOperation(appcues, subject);
	const { log } = appcues.fake;
	const decisive = log.find(({ method }) => method !== 'GET') ?? first(log);
	const upTo = log.slice(0, log.indexOf(decisive) + 1);
	const connections = new Set(upTo.map(({ connection }) => connection)).size;
	if (subject.polls) return { ...reference, decisive, connections, poll: decisive };
	const poll = log
		.slice(log.indexOf(decisive))
		.find(
			({ operation = '' }) => STATUS_CHECKS.includes(operation) && operation !== decisive.operation,
		);
	return { ...reference, decisive, connections, poll };
}

/** Two minutes are longer than any transient fault, so operations that poll don't need ten. */
const SHORT_TIMEOUT = { timeout: 120 };

function withOptions({ parameters, polls }: WorkingOperation, more?: IDataObject): IDataObject {
	const usual = { ...(parameters.options as IDataObject), ...(polls && SHORT_TIMEOUT) };
	return { ...parameters, options: { ...usual, ...more } };
}

/** Returns a function that counts how often the effect has happened since. */
function counter(effect: Effect, fake: FakeAppcues): () => number {
	if (effect.kind === 'read') return () => 0;
	if (effect.kind === 'idempotent') {
		const before = JSON.stringify(effect.state(fake.account()));
		return () => Number(JSON.stringify(effect.state(fake.account())) !== before);
	}
	const before = effect.count(fake.account());
	return () => effect.count(fake.account()) - before;
}

/** For a fault that outlasts the longest timeout of a request. */
export const LONGER_THAN_ANY_TIMEOUT_MS = 130_000;

/**
 * Lets the fake finish pending work: requests that no client waits for any more, which take a few turns of the
 * event loop each, and jobs, which finish as soon as they are due.
 */
async function settle(): Promise<void> {
	await jest.advanceTimersByTimeAsync(LONGER_THAN_ANY_TIMEOUT_MS);
	for (let turn = 0; turn < 20; turn += 1) await setImmediate();
	jest.setSystemTime(Date.now() + HOUR_MS);
}

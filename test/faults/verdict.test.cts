import { describe, expect, it } from '@jest/globals';

import { SECRET } from '../support/appcues.cjs';
import type { Effect } from './effects.cjs';
import { verdictOf, type Evidence, type Reference, type Verdict } from './verdict.cjs';

const READ: Effect = { kind: 'read' };
const ONCE: Effect = { kind: 'once', count: () => 0 };
const IDEMPOTENT_WRITE: Effect = { kind: 'idempotent', state: () => undefined };

const DONE: Evidence = {
	applied: 1,
	world: 'after',
	jobs: [],
	items: [{ id: 'a', name: 'New' }],
	downloads: 0,
	everything: '',
};
const NOT_DONE: Evidence = { ...DONE, applied: 0, world: 'before' };
const WRITE: Reference = { before: 'before', after: DONE };

const JOB = { jobs: ['job-1'] };
const UNSURE = { error: 'Appcues may or may not have processed this request. Look in Studio.' };
const HARMLESS = { error: 'Appcues did not answer. You can safely run the node again.' };

describe('the verdict on a write', () => {
	it.each<[Verdict, string, Effect, Evidence]>([
		['once', 'success, done', ONCE, DONE],
		['once', 'success in brief', ONCE, { ...DONE, items: [{ name: 'New' }] }],
		['not done, error', 'error, not done', ONCE, { ...NOT_DONE, error: 'Appcues said no' }],
		['once, error', 'unsure, done', ONCE, { ...DONE, ...UNSURE }],
		['once, error', 'safe to run again, done', IDEMPOTENT_WRITE, { ...DONE, ...HARMLESS }],
		['job, error', 'names its job', ONCE, { ...DONE, ...JOB, error: 'Appcues job job-1 is stuck' }],
		['once, error', 'quotes its job', ONCE, { ...DONE, ...JOB, error: `"job-1" ${UNSURE.error}` }],
		['LOST', 'success, not done', ONCE, NOT_DONE],
		['LOST', 'success, a job without effect', ONCE, { ...DONE, ...JOB, world: 'before' }],
		['LOST', 'success, only a job', IDEMPOTENT_WRITE, { ...NOT_DONE, ...JOB }],
		['DOUBLED', 'success, done twice', ONCE, { ...DONE, applied: 2 }],
		['DOUBLED', 'unsure, done twice', ONCE, { ...DONE, ...UNSURE, applied: 2 }],
		['DENIED', 'says no, done', ONCE, { ...DONE, error: 'The request never reached Appcues.' }],
		['DENIED', 'says no, job', ONCE, { ...NOT_DONE, ...JOB, error: 'It never reached Appcues.' }],
		['UNCLEAR', 'not mentioned, done', IDEMPOTENT_WRITE, { ...DONE, error: 'Appcues is slow' }],
		[
			'UNCLEAR',
			'may be done, no way to check',
			ONCE,
			{ ...DONE, error: 'Appcues may have done it' },
		],
		['UNCLEAR', 'harmless, where it is not', ONCE, { ...DONE, ...HARMLESS }],
		['UNCLEAR', 'a crash', ONCE, { ...NOT_DONE, error: "Cannot read properties of 'undefined'" }],
		['WRONG DATA', 'another name', ONCE, { ...DONE, items: [{ id: 'a', name: 'Old' }] }],
		['WRONG DATA', 'no item', ONCE, { ...DONE, items: [] }],
		['OTHER CHANGE', 'something else changed', ONCE, { ...DONE, world: 'elsewhere' }],
		['OTHER CHANGE', 'neither done nor not done', ONCE, { ...NOT_DONE, world: 'half' }],
		['LEAKED', 'the secret', ONCE, { ...DONE, everything: `{"secret":"${SECRET}"}` }],
		['LEAKED', 'a signed link', ONCE, { ...DONE, everything: 'https://s3/f?X-Amz-Date=1' }],
	])('%s: %s', (verdict, _, effect, evidence) => {
		expect(verdictOf(effect, evidence, WRITE)).toBe(verdict);
	});

	it('accepted: the job is not named, and nothing claims to be done', () => {
		const usual = { deleted: true, jobId: 'job-1', status: 'COMPLETED' };
		const reference = { ...WRITE, after: { ...DONE, items: [usual] } };
		const items = [{ deleted: false, jobId: null, status: 'ACCEPTED' }];
		expect(verdictOf(ONCE, { ...DONE, items }, reference)).toBe('accepted');
	});

	it('WRONG DATA: an unfinished job is reported as finished', () => {
		const reference = {
			...WRITE,
			after: { ...DONE, items: [{ jobId: 'job-1', status: 'COMPLETED' }] },
		};
		const items = [{ jobId: 'job-1', status: 'IN_PROGRESS' }];
		expect(verdictOf(ONCE, { ...DONE, items }, reference)).toBe('WRONG DATA');
	});

	it('WRONG DATA: a row of a download lacks a column', () => {
		const after = { ...DONE, downloads: 1 };
		const evidence = { ...after, items: [{ id: 'a' }] };
		expect(verdictOf(ONCE, evidence, { ...WRITE, after })).toBe('WRONG DATA');
	});
});

describe('the verdict on a read', () => {
	it.each<[Verdict, string, Evidence]>([
		['read', 'the right data', NOT_DONE],
		['error', 'an error', { ...NOT_DONE, error: 'Appcues did not answer' }],
		['WRONG DATA', 'a part of it', { ...NOT_DONE, items: [{ id: 'a' }] }],
		['OTHER CHANGE', 'a job', { ...NOT_DONE, ...JOB }],
		['OTHER CHANGE', 'a change', { ...NOT_DONE, world: 'after' }],
		['UNCLEAR', 'a crash', { ...NOT_DONE, error: 'x is not a function' }],
	])('%s: %s', (verdict, _, evidence) => {
		const reference = { before: 'before', after: NOT_DONE };
		expect(verdictOf(READ, evidence, reference)).toBe(verdict);
	});
});

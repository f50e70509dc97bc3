import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const SEGMENT = 'seg-crm-customers';
const type = 'appcuesSegment';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

function parameters(operation: string, options: IDataObject = {}, rest: IDataObject = {}) {
	return {
		operation,
		segmentId: byId(SEGMENT),
		userIds: '={{ $json.user_id }}',
		options: { return: 'inputItems', ...options },
		...rest,
	};
}

const additions = () => appcues.fake.requests('POST', '/add_user_ids');

describe.each(['addUsers', 'removeUsers'])('%s that returns the input items', (operation) => {
	it('adds the segment and the job to each item, and pairs them one to one', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters(operation),
			input: [
				{ user_id: 'ada', deal: { value: 7 } },
				{ user_id: 'grace', deal: null },
			],
		});
		expect(run.error).toBeUndefined();
		const job = { segmentId: SEGMENT, jobId: 'job-1', status: 'COMPLETED' };
		expect(run.json()).toEqual([
			{ user_id: 'ada', deal: { value: 7 }, ...job },
			{ user_id: 'grace', deal: null, ...job },
		]);
		expect(run.paired()).toEqual([[0], [1]]);
		expect(run.hints).toEqual([]);
	});
});

describe('input items', () => {
	it('keep their files', async () => {
		const file = { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' };
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers'),
			input: [{ user_id: 'ada' }, { user_id: 'grace' }],
			binary: [{ letter: file }],
		});
		expect(run.items().map(({ binary }) => binary?.letter?.fileName)).toEqual([
			'hi.txt',
			undefined,
		]);
		expect(run.json()[1]).not.toHaveProperty('binary');
	});

	it('have the jobs of their own users when there are several', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', { batchSize: 2 }),
			input: [{ user_id: 'a,b,c' }, { user_id: 'd' }, { user_id: 'b' }, { user_id: ['c', 'c'] }],
		});
		expect(additions()).toHaveLength(2);
		expect(run.json().map(({ status }) => status)).toEqual(Array(4).fill('COMPLETED'));
		const [several, ofD, ofB, ofC] = run.json();
		expect(several?.jobIds).toEqual([ofB?.jobId, ofD?.jobId]);
		expect(several?.jobId).toBe(ofD?.jobId);
		expect(ofB?.jobId).not.toBe(ofD?.jobId);
		expect(ofC?.jobId).toBe(ofD?.jobId);
		for (const one of [ofB, ofC, ofD]) expect(one).not.toHaveProperty('jobIds');
	});

	it('show the job that is not completed, if there is one', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', { batchSize: 1, timeout: 5, onTimeout: 'returnJob' }),
			input: [{ user_id: 'a,b' }],
		});
		const [item] = run.json();
		const stuck = [...appcues.fake.account().jobs.values()].find(
			({ outcome }) => outcome === undefined,
		);
		expect(item).toMatchObject({ status: 'IN_PROGRESS', jobId: stuck?.id });
		expect(item?.jobIds).toHaveLength(2);
	});

	it('are marked as accepted if the node does not wait', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', {}, { waitForCompletion: false }),
			input: [{ user_id: 'ada' }],
		});
		expect(run.json()).toEqual([
			{ user_id: 'ada', segmentId: SEGMENT, jobId: 'job-1', status: 'ACCEPTED' },
		]);
	});

	it('are marked as skipped if they have no user', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers'),
			input: [{ user_id: ' ', n: 1 }, { user_id: 'ada', n: 2 }, { n: 3 }],
		});
		expect(run.json()).toEqual([
			{ user_id: ' ', n: 1, segmentId: SEGMENT, jobId: null, status: 'SKIPPED' },
			{ user_id: 'ada', n: 2, segmentId: SEGMENT, jobId: 'job-1', status: 'COMPLETED' },
			{ n: 3, segmentId: SEGMENT, jobId: null, status: 'SKIPPED' },
		]);
		expect(run.hints).toEqual(['2 blank user IDs were skipped. Found in item 0, item 2.']);
	});

	it('keep the same user apart in two segments', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', {}, { segmentId: byId('={{ $json.segmentId }}') }),
			input: [
				{ user_id: 'ada', segmentId: 'seg-trial' },
				{ user_id: 'ada', segmentId: SEGMENT },
			],
		});
		const [one, other] = run.json();
		expect(one).toMatchObject({ segmentId: 'seg-trial' });
		expect(other).toMatchObject({ segmentId: SEGMENT });
		expect(one?.jobId).not.toBe(other?.jobId);
		expect(run.hints).toEqual([]);
	});

	it('lose no field without a hint', async () => {
		const input = [{ user_id: 'ada', status: 'won', jobId: 'COBOL' }, { user_id: 'grace' }];
		const run = await appcues.run({ type, parameters: parameters('addUsers'), input });
		expect(run.json()[0]).toMatchObject({ status: 'COMPLETED', jobId: 'job-1' });
		expect(run.hints).toEqual([
			`Some fields of the input items were replaced by the node's fields of the same name. To keep them, rename them first. Found in 'jobId' (item 0: "COBOL"), 'status' (item 0: "won").`,
		]);
		expect(input[0]).toEqual({ user_id: 'ada', status: 'won', jobId: 'COBOL' });
	});

	it('fail on their own with On Error set to use the error output', async () => {
		appcues.fake.fault({ path: '/add_user_ids', status: 400 });
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', { batchSize: 1 }),
			input: [
				{ user_id: 'ada', n: 1 },
				{ user_id: { no: 'ID' }, n: 2 },
				{ user_id: 'grace', n: 3 },
				{ user_id: '', n: 4 },
				{ user_id: 'ada, grace', n: 5 },
			],
			onError: 'continueErrorOutput',
		});
		const [done] = appcues.fake.account().segment(SEGMENT).members.keys();
		const isDone = (n: unknown) => n === (done === 'ada' ? 1 : 3) || n === 4;
		expect(run.json(0).map(({ n, status }) => [n, status])).toEqual(
			[1, 3, 4].filter(isDone).map((n) => [n, n === 4 ? 'SKIPPED' : 'COMPLETED']),
		);
		expect(run.json(1).map(({ n }) => n)).toEqual([1, 2, 3, 5].filter((n) => !isDone(n)));
	});

	it('are told apart after a request that was too large', async () => {
		appcues.fake.bodyLimit = 40;
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers'),
			input: ['user-ada', 'user-grace', 'user-linus', ''].map((user_id) => ({ user_id })),
		});
		expect(run.error).toBeUndefined();
		const jobs = run.json().map(({ jobId }) => jobId);
		expect(new Set(jobs.slice(0, 3)).size).toBeGreaterThan(1);
		expect(jobs[3]).toBeNull();
	});

	it('refuse an invalid choice before anything is sent', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters('addUsers', { return: '={{ "both" }}' }),
			input: [{ user_id: 'ada' }],
		});
		expect(run.error?.message).toBe("'Return' has an invalid value");
		expect(appcues.fake.log).toEqual([]);
	});
});

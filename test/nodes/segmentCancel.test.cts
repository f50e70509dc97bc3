import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';

import { first } from '../../dev/elements.cjs';
import { useAppcues } from '../support/appcues.cjs';

// In real time, because the test checks that nothing waits.
const appcues = useAppcues();

const parameters = {
	operation: 'addUsers',
	segmentId: { __rl: true, mode: 'id', value: 'seg-trial' },
	userIds: 'ada',
};

const start = () => appcues.start({ type: 'appcuesSegment', parameters });

async function until(condition: () => boolean) {
	while (!condition()) await setImmediate();
}

describe('cancelling the execution', () => {
	it('stops waiting for a job, and names the jobs that Appcues has', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = start();
		await until(() => appcues.fake.requests('GET', /jobs/)[0]?.status === 200);
		run.cancel();
		const outcome = await run.finished;
		expect(outcome.status).toBe('canceled');
		const [jobId] = [...appcues.fake.account().jobs.keys()];
		expect(outcome.error?.message).toContain(`job ${jobId} (`);
		expect(appcues.fake.requests('GET', /jobs/)).toHaveLength(1);
	});

	it('stops the wait after a 429', async () => {
		appcues.fake.fault({ path: /segments/, status: 429, headers: { 'Retry-After': '60' } });
		const run = start();
		await until(() => appcues.fake.log[0]?.status === 429);
		run.cancel();
		expect((await run.finished).status).toBe('canceled');
		expect(appcues.fake.log).toHaveLength(1);
	});

	it('stops a running request', async () => {
		appcues.fake.fault({ path: /segments/, delayMs: 60_000 });
		const run = start();
		await until(() => appcues.fake.log.length === 1);
		run.cancel();
		expect((await run.finished).status).toBe('canceled');
	});

	it('does not count as a failed item', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = appcues.start({
			type: 'appcuesSegment',
			parameters,
			onError: 'continueRegularOutput',
		});
		await until(() => appcues.fake.requests('GET', /jobs/)[0]?.status === 200);
		run.cancel();
		const outcome = await run.finished;
		expect(outcome.status).toBe('canceled');
		expect(outcome.json().some((json) => 'error' in json)).toBe(false);
	});

	it('does not become a failed item beside real ones', async () => {
		appcues.fake.fault({ path: '/segments/gone', status: 404 });
		appcues.fake.fault({ path: /segments/, delayMs: 60_000, times: Infinity });
		const run = appcues.start({
			type: 'appcuesSegment',
			parameters: {
				operation: 'get',
				segmentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			input: [{ id: 'gone' }, { id: 'seg-trial' }, { id: 'seg-power-users' }],
			onError: 'continueRegularOutput',
		});
		await until(() => appcues.fake.log.length === 3 && first(appcues.fake.log).status === 404);
		run.cancel();
		const outcome = await run.finished;
		expect(outcome.status).toBe('canceled');
		expect(JSON.stringify(outcome.json())).not.toContain('canceled');
	});
});

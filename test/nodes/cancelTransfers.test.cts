import { describe, expect, it } from '@jest/globals';
import { setImmediate, setTimeout } from 'node:timers/promises';

import { useAppcues } from '../support/appcues.cjs';

// In real time, because the test checks that nothing continues.
const appcues = useAppcues();

const HEADER = 'user_id,plan\n';

async function until(condition: () => boolean) {
	while (!condition()) await setImmediate();
}

const sends = () => appcues.fake.requests('POST', '/import/profiles').length;

describe('cancelling the execution', () => {
	it('stops an upload of many parts', async () => {
		// Three rows fill a request.
		const wide = 'x'.repeat(1_300_000);
		const csv = HEADER + Array.from({ length: 24 }, (_, row) => `u${row},${wide}\n`).join('');
		appcues.fake.fault({ path: '/import/profiles', delayMs: 60_000, times: Infinity });
		const run = appcues.start({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', source: 'file' },
			binary: [{ data: await appcues.engine.store(Buffer.from(csv), 'people.csv', 'text/csv') }],
		});
		await until(() => sends() === 4);
		run.cancel();
		expect((await run.finished).status).toBe('canceled');
		await setTimeout(50);
		expect(sends()).toBe(4);
	});

	it.each(['items', 'file'])('stops a download to %s', async (output) => {
		appcues.fake.jobDuration = 0;
		appcues.fake.fault({ path: /download/, trickle: 100 });
		const run = appcues.start({
			type: 'appcuesExport',
			parameters: {
				operation: 'events',
				timeRange: 'custom',
				startTime: '2020-01-01T00:00:00Z',
				output,
			},
		});
		await until(() => appcues.fake.downloads.length === 1);
		await setTimeout(100);
		run.cancel();
		const outcome = await run.finished;
		expect(outcome.status).toBe('canceled');
		expect(outcome.items()).toEqual([]);
		expect(appcues.fake.downloads).toHaveLength(1);
	});

	it('stops reading many items before anything is sent', async () => {
		const run = appcues.start({
			type: 'appcuesSegment',
			parameters: {
				operation: 'addUsers',
				segmentId: { __rl: true, mode: 'id', value: 'seg-trial' },
				// n8n itself must evaluate this for each item.
				userIds: '={{ $json.user_id.trim() }}',
			},
			input: Array.from({ length: 50_000 }, (_, row) => ({ user_id: `u${row}` })),
		});
		await setTimeout(10);
		run.cancel();
		expect((await run.finished).status).toBe('canceled');
		expect(appcues.fake.log).toEqual([]);
	});

	it('stops checking a large file before anything is sent, and lets other work run meanwhile', async () => {
		const row = `${'x'.repeat(100)},pro\n`;
		const csv = Buffer.from(`user_id,plan\n${row.repeat(600_000)}u,pro,too many\n`);
		const data = await appcues.engine.store(csv, 'people.csv', 'text/csv');
		const parameters = { operation: 'profiles', source: 'file' };
		const check = { type: 'appcuesImport', parameters, binary: [{ data }] };
		let turns = 0;
		const timer = setInterval(() => (turns += 1), 1);
		const { error } = await appcues.run(check);
		clearInterval(timer);
		expect(error?.message).toContain('Row 600,001');
		expect(turns).toBeGreaterThan(1);
		const run = appcues.start(check);
		await setTimeout(1);
		run.cancel();
		expect((await run.finished).status).toBe('canceled');
		expect(appcues.fake.log).toEqual([]);
	});
});

import { describe, expect, it } from '@jest/globals';

import { imports } from '../../../scripts/check-live/assumptions/imports.cjs';
import { exitStatus } from '../../../scripts/check-live/report.cjs';
import { EVERYTHING, holdings, idsOf, useCheck } from './useCheck.cjs';

const bench = useCheck();

const ours = /n8n-live-check/;

/** Returns the remaining throw-away objects. */
function leftIn(fake: typeof bench.fake): string[] {
	const { segments, users } = holdings(fake);
	return [...segments.map(({ name }) => name), ...users.map(({ id }) => id)].filter((name) =>
		ours.test(name),
	);
}

/** Stops the check as soon as the fake receives a request for this path. */
function stopAt(path: RegExp): AbortSignal {
	const controller = new AbortController();
	bench.proxy.mutate({
		breaks: '',
		path,
		changeResponse: () => controller.abort(),
	});
	return controller.signal;
}

describe('what the check has created is removed', () => {
	it('even if the response to creating it was lost', async () => {
		bench.fake.fault({ method: 'POST', path: '/segments', reset: 'after' });
		const report = await bench.check(['write']);
		expect(report.results.find(({ id }) => id === 'segment-create')?.kind).not.toBe('holds');
		expect(leftIn(bench.fake)).toEqual([]);
		expect(report.cleanUp.left).toEqual([]);
	});

	it('even if it was stopped while the segment was filled', async () => {
		const report = await bench.check(['write'], { signal: stopAt(/\/add_user_ids$/) });
		expect(report.interrupted).toBe(true);
		expect(idsOf(report.results)).not.toContain('segment-delete');
		expect(leftIn(bench.fake)).toEqual([]);
		expect(report.cleanUp.removed).toHaveLength(3);
	});

	it('even if a running job would create the user again', async () => {
		const signal = stopAt(/^\/jobs\/job-/);
		bench.fake.nextJobs(1, { duration: 60 });
		const report = await bench.check(['write'], {
			signal,
			assumptions: imports,
		});
		expect(report.interrupted).toBe(true);
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect(leftIn(bench.fake)).toEqual([]);
	});

	it('and what cannot be removed is named, with exit status 1', async () => {
		bench.fake.fault({ method: 'DELETE', path: /\/segments\//, status: 500, times: Infinity });
		const report = await bench.check(['write']);
		expect(leftIn(bench.fake)).toHaveLength(1);
		expect(report.cleanUp.left).toEqual([
			expect.stringMatching(/^segment n8n-live-check-.*: 500 \{error, status, title, detail\}$/),
		]);
		expect(exitStatus(report)).toBe(1);
	});

	it('and nothing else, such as objects of another run', async () => {
		const { people } = bench.fake.account();
		bench.fake.account().createSegment({ name: 'n8n-live-check-of-somebody-else' });
		people.mergeUser('n8n-live-check-of-somebody-else', {});
		await bench.check(EVERYTHING);
		expect(leftIn(bench.fake)).toHaveLength(2);
	});
});

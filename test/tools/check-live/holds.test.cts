import { describe, expect, it } from '@jest/globals';

import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import { exitStatus, line, summary } from '../../../scripts/check-live/report.cjs';
import type { FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { differing, EVERYTHING, holdings, idsOf, SECRET, useCheck } from './useCheck.cjs';

const bench = useCheck();

/** What the demo account gives no opportunity to check. */
const NO_OCCASION = ['retry-after'];

/** All requests without --write besides GET. */
const READING = ['/export/events', '/analytics/query', '/analytics/exports'];

describe('the fake Appcues', () => {
	it('matches all assumptions that only read, and nothing in it changes', async () => {
		const before = holdings(bench.fake);
		const report = await bench.check();
		const writing = ASSUMPTIONS.filter(({ needs }) => needs);
		const notChecked = report.results.filter(({ kind }) => kind === 'notChecked');
		expect(idsOf(notChecked).sort()).toEqual([...idsOf(writing), ...NO_OCCASION].sort());
		expect(differing(report)).toEqual([]);
		expect(exitStatus(report)).toBe(0);
		expect(holdings(bench.fake)).toEqual(before);
		const changes = bench.fake.log.filter(
			({ method, path }) => method !== 'GET' && !READING.some((end) => path.endsWith(end)),
		);
		expect(changes).toEqual([]);
		expect(bench.fake.log.some(({ body }) => JSON.stringify(body)?.includes('email'))).toBe(false);
	});

	it('matches the assumptions with --write, and nothing is left behind', async () => {
		const before = holdings(bench.fake);
		const report = await bench.check(['write']);
		expect(differing(report)).toEqual([]);
		expect(holdings(bench.fake)).toEqual(before);
		expect(report.cleanUp).toMatchObject({ left: [], kept: [] });
		expect(report.cleanUp.removed).toHaveLength(3);
	});

	it('matches all assumptions, and keeps a group and two events, as announced', async () => {
		const notes: string[] = [];
		const show = (news: object) => ('note' in news ? notes.push(String(news.note)) : 0);
		const { groups, events, ...before } = holdings(bench.fake);
		const report = await bench.check(EVERYTHING, { report: show });
		expect(differing(report)).toEqual([]);
		const notChecked = report.results.filter(({ kind }) => kind === 'notChecked');
		expect(idsOf(notChecked)).toEqual(NO_OCCASION);
		const after = holdings(bench.fake);
		expect(after).toMatchObject(before);
		expect(after.groups).toHaveLength(groups.length + 1);
		expect(after.events).toHaveLength(events.length + 2);
		expect(report.cleanUp.kept).toHaveLength(2);
		expect(notes.filter((note) => note.includes('which stay'))).toHaveLength(2);
	});

	const readings: Array<[string, (fake: FakeAppcues) => void]> = [
		['returns empty objects for unknown IDs', (fake) => (fake.unknownUser = 'empty')],
		['compresses its files with gzip', (fake) => (fake.exportEncoding = 'gzip')],
		['returns rules in an object', (fake) => (fake.rulesShape = 'object')],
		['writes analytics as lines', (fake) => (fake.analyticsFile = 'ndjson')],
		['accepts activity with 202', (fake) => (fake.activityStatus = 202)],
		['adds to groups with a job', (fake) => (fake.groupUsersAnswer = 'job')],
		['hides new jobs for a moment', (fake) => fake.nextJobs(20, { hiddenPolls: 2 })],
		[
			'queues jobs, and writes lower case',
			(fake) => fake.nextJobs(20, { duration: 25, statusWord: 'queued', lowerCase: true }),
		],
		['has reached its rate limit', (fake) => fake.fault({ path: '/tags', status: 429 })],
	];

	it.each(readings)('matches all assumptions when it %s', async (_name, prepare) => {
		prepare(bench.fake);
		expect(differing(await bench.check(EVERYTHING))).toEqual([]);
	});
});

describe('the report', () => {
	it('contains no secret, no link and no user data', async () => {
		const report = await bench.check(EVERYTHING);
		const shown = [JSON.stringify(report), summary(report), ...report.results.map(line)].join('\n');
		const basic = Buffer.from(`test-api-key:${SECRET}`).toString('base64');
		for (const hidden of [
			SECRET,
			basic,
			'test-api-key',
			'X-Amz',
			'user-ada',
			'@acme',
			'Signed up',
		]) {
			expect(shown).not.toContain(hidden);
		}
	});

	it('shows for a difference what was expected, what was seen, and what to change', async () => {
		bench.proxy.mutate({
			breaks: 'unknown-segment',
			path: /^\/segments\/.*-unknown$/,
			changeResponse: (exchange) => void (exchange.status = 410),
		});
		const text = summary(await bench.check());
		expect(text).toContain('unknown-segment: An unknown segment is not found');
		expect(text).toContain('expected: 404 (grade A)');
		expect(text).toContain('seen:     410 {error, status, title, detail}');
		expect(text).toContain('change:   nodes/shared/api/endpoints/segments.ts');
		expect(text).toContain('1 differ');
	});

	it('shows a missing permission, and does not report it as a difference', async () => {
		bench.fake.account().keys.forEach((key) => (key.permissions = 'read'));
		const report = await bench.check(['write']);
		expect(differing(report)).toEqual([]);
		const create = report.results.find(({ id }) => id === 'segment-create');
		expect(create?.seen).toMatch(/^the key has no permission: POST \/segments responds 403/);
		expect(report.cleanUp.left).toEqual([]);
	});
});

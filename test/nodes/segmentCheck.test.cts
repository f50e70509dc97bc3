import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const SEGMENT = 'seg-crm-customers';
const type = 'appcuesSegment';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const parameters = (rest: IDataObject = {}) => ({
	operation: 'checkUsers',
	segmentId: byId(SEGMENT),
	userIds: '={{ $json.user_id }}',
	...rest,
});

const exportRequests = () => appcues.fake.requests('POST', '/segment_membership_export');
const segment = (id = SEGMENT) => appcues.fake.account().segment(id);

describe('Check Users', () => {
	it('returns one item for each input item and ID, and exports once', async () => {
		segment().addUsers(['ada', 'linus', '42']);
		const run = await appcues.run({
			type,
			parameters: parameters(),
			input: [
				{ user_id: 'ada' },
				{ user_id: 'grace, linus, grace' },
				{ user_id: '' },
				{ user_id: [42, 'Ada'] },
			],
		});
		expect(run.error).toBeUndefined();
		const item = (userId: string, isMember: boolean) => ({ userId, segmentId: SEGMENT, isMember });
		expect(run.json()).toEqual([
			item('ada', true),
			item('grace', false),
			item('linus', true),
			item('42', true),
			item('Ada', false),
		]);
		expect(run.paired()).toEqual([[0], [1], [1], [3], [3]]);
		expect(run.hints).toEqual([
			'1 blank user ID was skipped. Found in item 2.',
			expect.stringContaining('"Ada" is in the list, and "ada" in the segment'),
		]);
		expect(exportRequests()).toHaveLength(1);
		expect(exportRequests()[0]?.body).toEqual({ format: 'json' });
	});

	it('exports each segment once', async () => {
		segment().addUsers(['ada']);
		const run = await appcues.run({
			type,
			parameters: parameters({ segmentId: byId('={{ $json.segment }}') }),
			input: [SEGMENT, 'seg-trial', SEGMENT].map((id) => ({ segment: id, user_id: 'ada' })),
		});
		expect(run.json().map(({ isMember }) => isMember)).toEqual([true, false, true]);
		expect(exportRequests()).toHaveLength(2);
	});

	it('warns if most of those who are not members are, under another spelling', async () => {
		segment().addUsers(['Ada', '007', 'linus']);
		const check = async (...userIds: string[]) =>
			await appcues.run({
				type,
				parameters: parameters(),
				input: userIds.map((user_id) => ({ user_id })),
			});
		const run = await check('ada', '7', 'linus', 'grace');
		expect(run.json().map(({ isMember }) => isMember)).toEqual([false, false, true, false]);
		expect(run.hints).toEqual([
			`2 of 3 users who aren't members of segment "${SEGMENT}" differ from members only in case, spaces or leading zeros: "ada" is in the list, and "Ada" in the segment.`,
		]);
		expect((await check('ada', 'a', 'b')).hints).toEqual([]);
		expect((await check('Ada', 'a')).hints).toEqual([]);
	});

	it('does not warn about email addresses, which are only compared', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters(),
			input: [{ user_id: 'ada@example.com' }],
		});
		expect(run.json()).toEqual([expect.objectContaining({ isMember: false })]);
		expect(run.hints).toEqual([]);
	});

	it('fails the items of a segment that cannot be exported, and only those', async () => {
		segment().addUsers(['ada']);
		const run = await appcues.run({
			type,
			parameters: parameters({ segmentId: byId('={{ $json.segment }}') }),
			input: ['seg-gone', SEGMENT].map((id) => ({ segment: id, user_id: 'ada, grace' })),
			onError: 'continueErrorOutput',
		});
		expect(run.json(0).map(({ isMember }) => isMember)).toEqual([true, false]);
		expect(run.json(1)).toEqual([
			expect.objectContaining({ error: 'Appcues has no segment with the ID "seg-gone"' }),
		]);
	});

	it('stops without an answer when the export takes too long', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await appcues.run({
			type,
			parameters: parameters({ options: { timeout: 5, onTimeout: 'returnJob' } }),
			input: [{ user_id: 'ada' }],
		});
		expect(run.error?.message).toMatch(/was still IN_PROGRESS after 5/);
	});

	it('stops before anything is sent when every ID is blank', async () => {
		const run = await appcues.run({ type, parameters: parameters(), input: [{}, {}] });
		expect(run.error?.message).toBe("No user ID in any of the 2 items: check 'User IDs'");
		expect(appcues.fake.log).toEqual([]);
	});
});

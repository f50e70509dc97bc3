import { describe, expect, it } from '@jest/globals';

import { first } from '../../dev/elements.cjs';
import { byId, NODE, outputOf, runNode } from './nodeWorkflow.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

describe('Group and Job in a real n8n', () => {
	const real = withRealN8n();

	it('Group: updates a profile, reads it, adds users with a job', async () => {
		const parameters = {
			operation: 'update',
			groupId: '={{ $json.id }}',
			attributes: {
				assignments: [{ id: '1', name: 'seats', value: '={{ $json.seats }}', type: 'number' }],
			},
		};
		await runNode(real, 'appcuesGroup', parameters, [{ id: 'group-acme', seats: 30 }]);
		const got = await runNode(real, 'appcuesGroup', { operation: 'get', groupId: 'group-acme' });
		expect(outputOf(got)).toEqual([
			expect.objectContaining({ group_id: 'group-acme', name: 'Acme', seats: 30 }),
		]);
		real.fake.groupUsersAnswer = 'job';
		const users = Array.from({ length: 2500 }, (_, n) => ({
			group: `new/${n % 2}`,
			id: `user-${n}`,
		}));
		const added = await runNode(
			real,
			'appcuesGroup',
			{ operation: 'addUsers', groupId: '={{ $json.group }}', userIds: '={{ $json.id }}' },
			users,
		);
		expect(outputOf(added)).toEqual(
			['new/0', 'new/1'].map((groupId) =>
				expect.objectContaining({ groupId, userCount: 1250, status: 'COMPLETED' }),
			),
		);
		expect(real.fake.account().groupUsers('new/1').size).toBe(1250);
	});

	it('Job: an execution starts an export, others wait for it and download it', async () => {
		const started = outputOf(
			await runNode(real, 'appcuesExport', {
				operation: 'segmentMembers',
				segmentId: byId('seg-power-users'),
				waitForCompletion: false,
			}),
		);
		const job = { jobId: '={{ $json.jobId }}' };
		const done = await runNode(real, 'appcuesJob', { operation: 'wait', ...job }, started);
		expect(outputOf(done)).toEqual([
			expect.objectContaining({ jobId: first(started).jobId, status: 'COMPLETED' }),
		]);
		const listed = await runNode(real, 'appcuesJob', { operation: 'getAll' });
		expect(outputOf(listed)[0]).toMatchObject({ jobId: first(started).jobId });
		const download = { operation: 'download', ...job };
		const rows = outputOf(await runNode(real, 'appcuesJob', download, started));
		expect(rows.map(({ user_id }) => user_id)).toContain('user-ada');
		const asFile = { ...download, output: 'file', format: 'json' };
		const file = await runNode(real, 'appcuesJob', asFile, started);
		const [item] = file.data.resultData.runData[NODE]?.[0]?.data?.main?.[0] ?? [];
		expect(item).toMatchObject({
			binary: { data: { fileName: expect.stringMatching(/\.jsonl$/) } },
		});
		expect(JSON.stringify(file)).not.toContain('X-Amz-Signature');
	});
});

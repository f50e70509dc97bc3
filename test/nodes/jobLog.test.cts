/**
 * n8n-core reads the settings of its log when it is loaded, so it is loaded for this file alone.
 *
 * @jest-environment node
 */
import { atLeast } from '../../dev/elements.cjs';
import { logLines } from '../../dev/engine/logToFile.cjs';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { SECRET, useAppcues } from '../support/appcues.cjs';

const appcues = useAppcues();

const segmentId = { __rl: true, mode: 'id', value: 'seg-trial' };
const users = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `user-${n}` }));

const jobIds = () => [...appcues.fake.account().jobs.keys()];

let written = 0;
beforeEach(() => {
	written = logLines().length;
});

/** Returns this test's log lines once there are this many. n8n's logger writes a moment later. */
async function newLines(count: number) {
	for (let n = 0; n < 100 && logLines().length < written + count; n += 1) await sleep(20);
	return logLines().slice(written);
}

describe("n8n's log", () => {
	it('has the ID of each job while the node still waits for it', async () => {
		appcues.fake.nextJobs(3, { stuck: true });
		const run = appcues.start({
			type: 'appcuesSegment',
			parameters: {
				operation: 'addUsers',
				segmentId,
				userIds: '={{ $json.id }}',
				options: { batchSize: 1000 },
			},
			input: users(2500),
		});
		const lines = await newLines(3);
		run.cancel();
		await run.finished;
		const path = 'POST /v2/accounts/123456/segments/seg-trial/add_user_ids';
		for (const items of ['0 to 999', '1000 to 1999', '2000 to 2499']) {
			expect(lines).toContainEqual({
				level: 'info',
				message: expect.stringMatching(
					`^"Appcues" in execution execution: Appcues accepted job (${jobIds().join('|')}) \\(${path}, items ${items}\\)$`,
				),
				metadata: expect.objectContaining({ node: 'Appcues', executionId: 'execution' }),
			});
		}
		for (const id of jobIds()) expect(JSON.stringify(lines)).toContain(`job ${id} `);
	});

	it('does not name deleted users, and has no secret', async () => {
		const userId = 'user-ada';
		await appcues.run({
			type: 'appcuesEndUser',
			parameters: { operation: 'delete', userId, waitForCompletion: false },
		});
		const [{ message }] = atLeast(1, await newLines(1));
		expect(message).toBe(`"Appcues" in execution execution: Appcues accepted job ${jobIds()[0]}`);
		expect(JSON.stringify(logLines())).not.toMatch(new RegExp(`${userId}|${SECRET}`));
	});
});

import { expect, it } from '@jest/globals';

import { atLeast } from '../../../dev/elements.cjs';
import { ended, endOf } from '../executions.cjs';
import type { QueueMode } from '../queueMode.cjs';
import { publish, type Step } from '../workflows.cjs';

const importFile: Step = {
	name: 'Import',
	type: 'appcuesImport',
	parameters: { operation: 'profiles', source: 'file' },
};

/** n8n keeps files in its database in queue mode by default. */
export function files(queue: QueueMode): void {
	it('are imported by a worker although the main process received them', async () => {
		const { workflow, url } = await publish(queue, [importFile], await queue.credential('123456'));
		const rows = Array.from({ length: 25_000 }, (_, n) => `file-user-${n},pro`);
		const form = new FormData();
		form.set('data', new Blob([['user_id,plan', ...rows].join('\n')]), 'people.csv');
		const { status } = await fetch(url, { method: 'POST', body: form });
		expect(status).toBe(200);
		const [execution] = atLeast(1, await ended(queue, workflow, 1));
		expect(await endOf(queue, execution)).toBe('success');
		expect(queue.workers.flatMap((worker) => worker.executions())).toContain(execution.id);
		const { users } = queue.fake.account();
		const arrived = [...users.keys()].filter((id) => id.startsWith('file-user-'));
		expect(arrived).toHaveLength(rows.length);
	});
}

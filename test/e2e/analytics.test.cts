import { describe, expect, it } from '@jest/globals';

import { NODE, outputOf, runNode } from './nodeWorkflow.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

const RANGE = {
	timeRange: 'custom',
	startTime: '={{ $now.minus({ days: 60 }) }}',
	endTime: '={{ $now }}',
};

describe('Analytics in a real n8n', () => {
	const real = withRealN8n();

	it('returns the rows of a query for each item', async () => {
		const counted = await runNode(
			real,
			'appcuesAnalytics',
			{
				operation: 'query',
				metrics: ['events', 'users'],
				dimensions: '={{ [$json.by] }}',
				...RANGE,
				conditions: {
					condition: [{ field: 'user_id', operator: 'in', value: '={{ $json.users }}' }],
				},
				returnAll: false,
				limit: 1,
				options: { orderBy: 'events desc', timezone: 'Europe/Berlin' },
			},
			[
				{ by: 'user_id', users: ['user-ada', 'user-grace'] },
				{ by: 'name', users: 'user-ada' },
			],
		);
		expect(outputOf(counted)).toEqual([
			{ user_id: 'user-ada', events: 3, users: 1 },
			expect.objectContaining({ events: 1 }),
		]);
	});

	it('exports raw rows as items and as a file, without the keys', async () => {
		const parameters = {
			operation: 'export',
			queryMode: 'raw',
			columns: ['timestamp', 'user_id', 'name'],
			...RANGE,
		};
		const items = outputOf(await runNode(real, 'appcuesAnalytics', parameters));
		expect(items).toHaveLength(real.fake.account().events.length);
		const file = await runNode(real, 'appcuesAnalytics', { ...parameters, output: 'file' });
		const [item] = file.data.resultData.runData[NODE]?.[0]?.data?.main?.[0] ?? [];
		expect(item).toMatchObject({
			json: { status: 'DONE' },
			binary: { data: { fileName: expect.stringMatching(/\.json$/) } },
		});
		expect(real.fake.downloads.map(({ authorization }) => authorization)).toEqual([
			'absent',
			'absent',
		]);
		expect(JSON.stringify(file)).not.toContain('X-Amz-Signature');
	});

	it('makes the report that each item asks for', async () => {
		const execution = await runNode(
			real,
			'appcuesAnalytics',
			{ operation: 'report', reportType: '={{ $json.report }}', timeRange: 'last30Days' },
			[{ report: 'flowPerformance' }, { report: 'topEvents' }],
		);
		const rows = outputOf(execution);
		expect(rows[0]).toMatchObject({
			flowId: 'flow-welcome',
			flowName: 'Welcome tour',
			started: 1,
			completed: 1,
			completionRate: 100,
			rateBy: 'events',
			isNew: true,
		});
		expect(rows).toContainEqual({
			name: 'Created report',
			events: 3,
			users: 3,
			previousEvents: 0,
			change: null,
		});
	});
});

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { elementAt } from '../../dev/elements.cjs';
import { byId, NODE, outputOf, runNode, typeOf } from './nodeWorkflow.cjs';
import { addDemoHistory } from '../support/responses.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

const packageJson = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** All nodes of the package, as n8n loads them. */
const NODES = packageJson.n8n.nodes.map((file) => typeOf(lowerFirst(basename(file, '.node.js'))));

/** A trigger starts workflows, so an agent can't call it. Appcues Account returns SDK keys. */
const TOOLS = NODES.filter((name) => !/(Trigger|Account)$/.test(name)).map((name) => `${name}Tool`);

const toCsv = {
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: { operation: 'csv', options: { fileName: 'profiles.csv' } },
};

describe('the nodes in a real n8n', () => {
	const real = withRealN8n();

	it('are loaded, as nodes and as distinguishable tools of an AI agent', async () => {
		const types = await real.n8n.nodeTypes();
		const ours = types.filter(({ name }) => name.startsWith(typeOf('')));
		expect(ours.map(({ name }) => name).sort()).toEqual([...NODES, ...TOOLS].sort());
		const tools = ours.filter(({ name }) => name.endsWith('Tool'));
		expect(new Set(tools.map(({ displayName }) => displayName)).size).toBe(TOOLS.length);
		expect(new Set(tools.map(({ description }) => description)).size).toBe(TOOLS.length);
		for (const { description } of tools) expect(description).toContain('Appcues');
	});

	it('Flow: publishes drafts and lists published flows', async () => {
		const drafts = ['flow-reports', 'flow-survey'];
		const published = await runNode(
			real,
			'appcuesFlow',
			{ operation: 'publish', flowId: byId('={{ $json.id }}') },
			drafts.map((id) => ({ id })),
		);
		expect(outputOf(published)).toEqual(drafts.map((id) => ({ id, published: true })));
		for (const id of drafts) expect(real.fake.account().flow(id).published).toBe(true);
		const listed = await runNode(real, 'appcuesFlow', {
			operation: 'getAll',
			returnAll: true,
			filters: { published: 'false' },
		});
		expect(outputOf(listed)).toEqual([]);
	});

	it('End User: updates profiles, reads one, deletes one', async () => {
		await runNode(
			real,
			'appcuesEndUser',
			{
				operation: 'update',
				userId: '={{ $json.id }}',
				attributes: {
					assignments: [
						{ id: '1', name: 'seats', value: '={{ $json.seats }}', type: 'number' },
						{ id: '2', name: 'since', value: '={{ $now }}', type: 'string' },
					],
				},
			},
			[
				{ id: 'user-ada', seats: 12 },
				{ id: 'new/user', seats: 3 },
			],
		);
		const { users } = real.fake.account();
		expect(users.get('user-ada')).toMatchObject({ seats: 12, plan: 'pro' });
		expect(users.get('new/user')).toEqual({
			seats: 3,
			since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		const got = await runNode(real, 'appcuesEndUser', { operation: 'get', userId: 'new/user' });
		expect(outputOf(got)).toEqual([{ user_id: 'new/user', ...users.get('new/user') }]);
		const deleted = await runNode(real, 'appcuesEndUser', {
			operation: 'delete',
			userId: 'new/user',
		});
		expect(outputOf(deleted)).toEqual([expect.objectContaining({ deleted: true })]);
		expect(real.fake.account().users.has('new/user')).toBe(false);
	});

	it('Import: imports profiles from items and from a file made by another node', async () => {
		const rows = Array.from({ length: 200 }, (_, n) => ({
			user_id: `import ${n}`,
			company: `Müller, "Söhne"\n& Co ${n}`,
		}));
		const items = await runNode(real, 'appcuesImport', { operation: 'profiles' }, rows);
		expect(outputOf(items)).toEqual([expect.objectContaining({ rows: 200, status: 'COMPLETED' })]);
		expect(real.fake.account().users.get('import 199')).toMatchObject({
			company: elementAt(rows, 199).company,
		});
		real.fake.reset();
		const file = { operation: 'profiles', source: 'file' };
		const fromFile = await runNode(real, 'appcuesImport', file, rows, toCsv);
		expect(outputOf(fromFile)).toEqual([
			expect.objectContaining({ rows: 200, status: 'COMPLETED' }),
		]);
		expect(real.fake.account().users.get('import 199')).toMatchObject({
			company: elementAt(rows, 199).company,
		});
	});

	it('Export: returns events as items and as a file, without the keys', async () => {
		const range = { timeRange: 'custom', startTime: '2020-01-01T00:00:00Z' };
		const parameters = { operation: 'events', ...range };
		const items = outputOf(await runNode(real, 'appcuesExport', parameters));
		expect(items).toHaveLength(real.fake.account().events.length);
		const file = await runNode(real, 'appcuesExport', {
			...parameters,
			output: 'file',
			format: 'csv',
		});
		const [item] = file.data.resultData.runData[NODE]?.[0]?.data?.main?.[0] ?? [];
		expect(item).toMatchObject({
			binary: { data: { fileName: expect.stringMatching(/\.csv$/), mimeType: 'text/csv' } },
		});
		expect(real.fake.downloads.map(({ authorization }) => authorization)).toEqual([
			'absent',
			'absent',
		]);
		expect(JSON.stringify(file)).not.toContain('X-Amz-Signature');
	});

	it('Export: returns submitted forms as items and as a CSV file', async () => {
		addDemoHistory(real.fake.account());
		const range = { timeRange: 'custom', startTime: '2020-01-01T00:00:00Z' };
		const parameters = { operation: 'formResponses', ...range };
		const items = outputOf(await runNode(real, 'appcuesExport', parameters));
		const submissions = real.fake
			.account()
			.events.filter(
				({ name, attributes }) =>
					name === 'appcues:form_submitted' || attributes.interactionType === 'Form Submitted',
			);
		expect(submissions.length).toBeGreaterThan(50);
		expect(items.map(({ userId }) => userId).sort()).toEqual(
			submissions.map(({ userId }) => userId).sort(),
		);
		const file = await runNode(real, 'appcuesExport', { ...parameters, output: 'file' });
		const [item] = file.data.resultData.runData[NODE]?.[0]?.data?.main?.[0] ?? [];
		expect(item).toMatchObject({
			binary: {
				data: {
					fileName: expect.stringMatching(/^appcues-form-responses-.*\.csv$/),
					mimeType: 'text/csv',
				},
			},
		});
	});

	it('Segment: accepts the items of an export: the members of one segment join another', async () => {
		const exported = outputOf(
			await runNode(real, 'appcuesExport', {
				operation: 'segmentMembers',
				segmentId: byId('seg-power-users'),
			}),
		);
		await runNode(
			real,
			'appcuesSegment',
			{
				operation: 'addUsers',
				segmentId: byId('seg-trial'),
				userIds: '={{ $json.user_id }}',
			},
			exported,
		);
		const { members } = real.fake.account().segment('seg-trial');
		expect([...members.keys()].sort()).toEqual(
			[...real.fake.account().segment('seg-power-users').members.keys()].sort(),
		);
	});
});

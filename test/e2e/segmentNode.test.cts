import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { searchList } from '../../dev/n8n/searchList.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';
import { byId, NODE, outputOf, runNode, START, storeWorkflow, typeOf } from './nodeWorkflow.cjs';

const TYPE = 'appcuesSegment';
const SEGMENT_NODE = typeOf(TYPE);

describe('the Appcues Segment node in a real n8n', () => {
	const real = withRealN8n();
	const members = (id: string): string[] => [...real.fake.account().segment(id).members.keys()];

	it('lists the segments of the account, and finds them by part of their name', async () => {
		const list = async (filter?: string) =>
			await searchList(real.n8n, {
				nodeType: SEGMENT_NODE,
				parameter: 'segmentId',
				method: 'searchSegments',
				credential: real.credential,
				parameters: { operation: 'get' },
				filter,
			});
		expect((await list()).map(({ name }) => name)).toEqual([
			'Customers from CRM',
			'Power users',
			'Trial accounts',
		]);
		expect(await list('POWER')).toEqual([
			expect.objectContaining({ name: 'Power users', value: 'seg-power-users' }),
		]);
	});

	it('adds the users of all items with one request, each once, and waits for the job', async () => {
		const execution = await runNode(
			real,
			TYPE,
			{ operation: 'addUsers', segmentId: byId('seg-trial'), userIds: '={{ $json.id }}' },
			[{ id: 'ada' }, { id: ' grace ' }, { id: '' }, { id: 'ada' }, { id: 7 }],
		);
		expect(outputOf(execution)).toEqual([
			expect.objectContaining({ segmentId: 'seg-trial', userCount: 3, status: 'COMPLETED' }),
		]);
		expect(members('seg-trial')).toEqual(['ada', 'grace', '7']);
		expect(real.fake.requests('POST', '/add_user_ids')).toHaveLength(1);
	});

	it('removes users', async () => {
		const execution = await runNode(real, TYPE, {
			operation: 'removeUsers',
			segmentId: byId('seg-power-users'),
			userIds: 'user-margaret, user-tim',
		});
		expect(outputOf(execution)).toEqual([expect.objectContaining({ userCount: 2 })]);
		expect(members('seg-power-users')).toEqual(['user-ada', 'user-grace', 'user-linus']);
	});

	it('makes the members exactly the listed users, and says who is one', async () => {
		real.fake.account().segment('seg-trial').addUsers(['ada', 'grace', 'linus']);
		const execution = await runNode(
			real,
			TYPE,
			{ operation: 'syncUsers', segmentId: byId('seg-trial'), userIds: '={{ $json.id }}' },
			[{ id: 'ada' }, { id: ' linus ' }, { id: 'margaret' }],
		);
		expect(outputOf(execution)).toEqual([
			expect.objectContaining({ before: 3, listed: 3, added: 1, removed: 1, status: 'COMPLETED' }),
		]);
		expect(members('seg-trial').sort()).toEqual(['ada', 'linus', 'margaret']);
		const checked = await runNode(real, TYPE, {
			operation: 'checkUsers',
			segmentId: byId('seg-trial'),
			userIds: 'ada, grace',
		});
		expect(outputOf(checked).map(({ isMember }) => isMember)).toEqual([true, false]);
	});

	it('creates, updates and deletes a segment', async () => {
		const [created] = outputOf(
			await runNode(real, TYPE, {
				operation: 'create',
				name: 'Made by n8n',
				additionalFields: { description: 'First' },
			}),
		);
		const id = String(created?.id);
		expect(real.fake.account().segment(id)).toMatchObject({
			name: 'Made by n8n',
			description: 'First',
		});
		const updateFields = { description: 'Second' };
		await runNode(real, TYPE, { operation: 'update', segmentId: byId(id), updateFields });
		expect(real.fake.account().segment(id)).toMatchObject({
			name: 'Made by n8n',
			description: 'Second',
		});
		const deletion = await runNode(real, TYPE, { operation: 'delete', segmentId: byId(id) });
		expect(outputOf(deletion)).toEqual([{ deleted: true, id }]);
		expect(real.fake.account().segments.has(id)).toBe(false);
	});

	it('gets one segment, also by a pasted URL, and many', async () => {
		const url = 'https://studio.appcues.com/segments/seg-trial/edit';
		for (const segmentId of [byId('seg-trial'), { __rl: true, mode: 'url', value: url }]) {
			const execution = await runNode(real, TYPE, { operation: 'get', segmentId });
			expect(outputOf(execution)).toEqual([expect.objectContaining({ name: 'Trial accounts' })]);
		}
		const many = { operation: 'getAll', returnAll: true, filters: { name: 'users' } };
		expect(outputOf(await runNode(real, TYPE, many)).map(({ name }) => name)).toEqual([
			'Power users',
		]);
	});

	it('says what to check when the credential does not work, without showing it', async () => {
		const data = { ...demoCredentialData(real.fake.url), apiSecret: 'hush-secret' };
		const credential = await real.n8n.createCredential('Wrong', 'appcuesApi', data);
		const parameters = { operation: 'get', segmentId: byId('seg-trial') };
		const execution = await runNode({ ...real, credential }, TYPE, parameters);
		expect(execution.status).toBe('error');
		const { error } = execution.data.resultData;
		expect(`${error?.message} ${error?.description}`).toMatch(/API Key|API Secret|credential/i);
		expect(JSON.stringify(execution)).not.toMatch(/hush|demo-key/);
	});

	it('stops waiting for a job within seconds when the execution is cancelled', async () => {
		real.fake.nextJobs(1, { stuck: true });
		const workflow = await storeWorkflow(real, TYPE, {
			operation: 'addUsers',
			segmentId: byId('seg-trial'),
			userIds: 'ada',
			options: { pollInterval: 0.5 },
		});
		const id = await real.n8n.start(workflow, START);
		while (real.fake.requests('GET', /\/jobs\//).length === 0) await sleep(50);
		const cancelled = Date.now();
		await real.n8n.stopExecution(id);
		const execution = await real.n8n.waitForExecution(id);
		expect(execution.status).toBe('canceled');
		expect(Date.now() - cancelled).toBeLessThan(5000);
		const requests = real.fake.log.length;
		// Three times the poll interval.
		await sleep(1500);
		expect(real.fake.log).toHaveLength(requests);
		expect(execution.data.resultData.runData[NODE]).toBeUndefined();
	});
});

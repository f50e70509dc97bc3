import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { readExample } from '../../dev/n8n/examples.cjs';
import { storeExample } from '../e2e/exampleWorkflow.cjs';
import { byId, NODE, storeWorkflow, typeOf } from '../e2e/nodeWorkflow.cjs';
import { OWNER } from '../../dev/n8n/sharedN8n.cjs';
import { DEMO } from '../../dev/fake-appcues/index.cjs';
import { withEditor } from './withEditor.cjs';

const EXAMPLE = 'crm-contacts-to-segment.json';

describe("n8n's editor, in a browser", () => {
	const real = withEditor();

	it('lets a user find a node, connect it, choose a segment and run it', async () => {
		const editor = await real.open('light');
		await editor.logIn(OWNER);
		await editor.openWorkflow();
		await editor.searchNodes('appcues');
		await editor.addNode('Appcues Segment', 'Add users to a segment');

		await editor.newCredential();
		const { accountId, key: apiKey, secret: apiSecret } = DEMO;
		await editor.fillCredential({ region: 'Custom', baseUrl: real.fake.url });
		await editor.fillCredential({ accountId, apiKey, apiSecret: 'wrong' });
		await editor.saveCredential();
		await editor.credential.getByText('Couldn’t connect with these settings').waitFor();
		await editor.credential.getByText('More details').click();
		await editor.credential
			.getByText("Appcues did not accept these keys. Check 'API Key' and 'API Secret'")
			.waitFor();
		await real.look('credential refused');
		await editor.fillCredential({ apiSecret });
		await editor.saveCredential();
		await editor.credential.waitFor({ state: 'hidden' });
		await editor.editCredential();
		const success = editor.credential.getByText('Connection tested successfully');
		await success.filter({ visible: true }).waitFor();
		await real.look('credential accepted');
		await editor.closeCredential();

		await editor.chooseFromList('segmentId', 'Trial accounts');
		await editor.fill('userIds', 'user-ada, user-tim');
		await editor.executeStep();
		await editor.output.getByText('COMPLETED').first().waitFor();
		expect(await editor.output.innerText()).toMatch(/seg-trial[^]*COMPLETED/);
		const members = real.fake.account().segment('seg-trial').members.keys();
		expect([...members]).toEqual(['user-ada', 'user-tim']);
	});

	it('shows a hint about suspicious data above the output', async () => {
		const { id } = await storeWorkflow(real, 'appcuesEndUser', {
			operation: 'update',
			userId: 'ada@acme.example',
			attributes: {
				assignments: [
					{ id: '1', name: 'renews_at', type: 'string', value: '06/20/2026' },
					{ id: '2', name: 'seats', type: 'number', value: '={{ $json.seets }}' },
				],
			},
		});
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow(id);
		await editor.openNode(NODE);
		await editor.executeStep();
		await editor.output.getByText("Appcues can't compare some dates").waitFor();
		const text = await editor.output.innerText();
		expect(text).toContain('Found in \'renews_at\' (item 0: "06/20/2026")');
		expect(text).toContain("Found in 'seats' (item 0)");
		expect(text).toContain('Found in \'User ID\' (item 0: "ada@acme.example")');
	});

	it('names a new node after its operation', async () => {
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow();
		const added = [
			['Appcues Segment', 'Remove users from a segment'],
			['Appcues End User', 'Delete a user'],
			['Appcues Export', 'Export the members of a segment'],
			['Appcues Job', 'Wait for jobs'],
			['Appcues Account', 'Delete an SDK key'],
		] as const;
		const entry = (text: string) =>
			editor.page.getByTestId('node-creator-item-name').filter({ hasText: text }).first();
		for (const [node, action] of added) {
			await editor.searchNodes(node);
			await entry(node).click();
			await entry(action).waitFor();
			await real.look(`actions of ${node}`);
			await entry(action).click();
			await editor.node.waitFor();
			await editor.closeNode();
		}
		for (const [, action] of added) await editor.canvasNode(action).waitFor();
		await real.look('named nodes');
	});

	it('inserts the name of a field that is dragged into a parameter', async () => {
		const { id } = await storeWorkflow(
			real,
			'appcuesImport',
			{ operation: 'profiles', userIdField: '', columns: 'selected', selectedColumns: 'plan' },
			[{ customer: { 'Customer ID': 'user-ada' }, plan: 'pro', 'Seats, paid': 4 }],
		);
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow(id);
		await editor.openNode(NODE);
		await editor.dragField('Customer ID', 'userIdField');
		await editor.dragField('Seats, paid', 'selectedColumns');
		await real.look('dragged field');
		expect(await editor.valueOf('userIdField')).toBe("customer['Customer ID']");
		expect(await editor.valueOf('selectedColumns')).toBe("plan, ['Seats, paid']");
		await editor.executeStep();
		await editor.output.getByText('COMPLETED').first().waitFor();
		const profile = real.fake.account().users.get('user-ada');
		expect(profile).toMatchObject({ plan: 'pro', 'Seats, paid': 4 });
	});

	it('shows that an export runs once for each input item', async () => {
		const before = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		const items = [{ row: 1 }, { row: 2 }];
		const { id } = await storeWorkflow(
			real,
			'appcuesExport',
			{ operation: 'events' },
			items,
			before,
		);
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow(id);
		// n8n counts only items of a node that has run.
		await editor.openNode('Before');
		await editor.executeStep();
		await editor.outputItems.getByText('2 items').waitFor();
		await editor.closeNode();
		await editor.openNode(NODE);
		await real.look('several items');
		await editor.output.getByText('This node runs once for each input item').waitFor();
	});

	it('fills the list of event names from the account, and exports what was chosen', async () => {
		const { id } = await storeWorkflow(real, 'appcuesExport', {
			operation: 'events',
			timeRange: 'last30Days',
		});
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow(id);
		const loaded = editor.page.waitForResponse(/dynamic-node-parameters\/options/);
		await editor.openNode(NODE);
		await loaded;
		await editor.page.getByTestId('parameter-input-eventNames').locator('input').first().click();
		const first = editor.page.getByText('in the last 30 days').filter({ visible: true }).first();
		await first.waitFor();
		await real.look('event names');
		await first.click();
		await editor.page.keyboard.press('Escape');
		await real.look('event names chosen');
		await editor.executeStep();
		await editor.output.getByText('userId').first().waitFor();
		const [request] = real.fake.requests('POST', '/export/events');
		expect((request?.body as { conditions: unknown }).conditions).toEqual([
			['name', 'in', [expect.any(String)]],
		]);
	});

	it('shows the fields of an operation before its first run', async () => {
		const node = (name: string, type: string, parameters: INodeParameters = {}) => ({
			...{ id: name, name, type, typeVersion: 1, parameters },
			position: [name.length * 40, 0] as [number, number],
		});
		const next = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const { id } = await real.n8n.createWorkflow({
			name: 'preview',
			nodes: [
				node('Trigger', typeOf('appcuesTrigger')),
				node(NODE, typeOf('appcuesExport'), { resource: 'export', operation: 'events' }),
				node('Next', 'n8n-nodes-base.noOp'),
			],
			connections: { Trigger: next(NODE), [NODE]: next('Next') },
		});
		const editor = await real.open('light', 'logged in');
		await editor.openWorkflow(id);
		await editor.openNode('Next');
		const input = editor.page.getByTestId('ndv-input-panel');
		await input.getByText('Usually outputs the following fields').waitFor();
		await real.look('preview');
		for (const field of ['experienceName', 'npsScore', 'formAnswers']) {
			await input.getByText(field, { exact: true }).waitFor();
		}
		await editor.closeNode();
		await editor.openNode(NODE);
		await real.look('preview of a trigger');
	});

	describe('shows our error message', () => {
		/** Returns the output panel of Add Users once there is an error in it. */
		async function addUsers(options: INodeParameters): Promise<string> {
			const { id } = await storeWorkflow(real, 'appcuesSegment', {
				operation: 'addUsers',
				segmentId: byId('seg-trial'),
				userIds: 'user-ada',
				options: { pollInterval: 0.2, ...options },
			});
			const editor = await real.open('light', 'logged in');
			await editor.openWorkflow(id);
			await editor.openNode(NODE);
			await editor.executeStep();
			await editor.output.getByTestId('node-error-message').waitFor();
			return await editor.output.innerText();
		}

		it('when a job fails: names it, gives the reason from Appcues, and says whether to run it again', async () => {
			real.fake.failNextJobs(1, 'The segment is locked by another import');
			const text = await addUsers({});
			expect(text).toMatch(
				/Appcues job job-\d+ finished as FAILED: The segment is locked by another/,
			);
			expect(text).toContain('You can safely run this again');
		});

		it('when a job takes too long: names it, its progress, and how to continue', async () => {
			real.fake.nextJobs(1, { stuck: true });
			const text = await addUsers({ timeout: 1 });
			expect(text).toMatch(/Appcues job job-\d+ was still IN_PROGRESS after 1 second/);
			expect(text).toContain("raise 'Timeout (Seconds)' in 'Options'");
			expect(text).toContain('Wait for Jobs of the Appcues Job node');
		});
	});

	it.each([
		['light', /icons\/appcues\.svg$/],
		['dark', /icons\/appcues\.dark\.svg$/],
	] as const)('has an icon for the %s theme on canvas, node and search', async (theme, icon) => {
		const ours = readExample(EXAMPLE).nodes.find(({ type }) => type.includes('appcues'));
		const name = String(ours?.name);
		const { id } = await storeExample(real, EXAMPLE, {});
		const editor = await real.open(theme, 'logged in');
		const iconIn = async (place: ReturnType<typeof editor.canvasNode>) =>
			await place.locator('img').first().getAttribute('src');
		await editor.openWorkflow(id);
		expect(await iconIn(editor.canvasNode(name))).toMatch(icon);
		await real.look(`${theme} canvas`);
		await editor.searchNodes('appcues');
		const found = editor.page.getByTestId('item-iterator-item').filter({ hasText: 'Appcues Flow' });
		expect(await iconIn(found)).toMatch(icon);
		await real.look(`${theme} search`);
		await editor.page.keyboard.press('Escape');
		await editor.openNode(name);
		expect(await iconIn(editor.node)).toMatch(icon);
		await real.look(`${theme} node`);
	});
});

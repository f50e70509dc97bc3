import { beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { CREDENTIAL_TYPE, demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { sendWebhook } from '../../dev/fake-appcues/webhooks.cjs';
import { storeExample } from './exampleWorkflow.cjs';
import { withFakeChatModel } from './fakeChatModel.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';
import { CHAT, withReceiver } from './receiver.cjs';

const SECRET = 'webhook-secret';

describe('the examples that are called, in a real n8n', () => {
	const real = withRealN8n();
	const receiver = withReceiver();
	const model = withFakeChatModel();

	describe('nps-detractor-to-chat.json', () => {
		let url: string;

		beforeAll(async () => {
			const data = { ...demoCredentialData(real.fake.url), webhookSecret: SECRET };
			const credential = await real.n8n.createCredential('With secret', CREDENTIAL_TYPE, data);
			const workflow = await storeExample(
				real,
				'nps-detractor-to-chat.json',
				{ 'Tell the Team': { parameters: { url: receiver.url + CHAT } } },
				credential,
			);
			await real.n8n.activate(workflow);
			const { webhookId } = workflow.nodes.find(({ name }) => name === 'NPS Score Submitted') ?? {};
			url = `${real.n8n.url}/webhook/${webhookId}/webhook`;
		});

		const score = async (id: string, attributes: Record<string, unknown>, secret = SECRET) =>
			await sendWebhook(url, {
				name: 'appcues:nps_score',
				changes: { id, attributes: { flowName: 'Quarterly NPS', ...attributes } },
				secret,
			});

		it('tells of a score of 6 and less, with the words that came along', async () => {
			for (const [id, attributes] of [
				['1', { score: 9 }],
				['2', { score: 7 }],
				['3', { score: 6 }],
				['4', { score: '0', feedback: 'It\'s "slow"\nand loud' }],
			] as const) {
				expect((await score(id, attributes)).status).toBe(200);
			}
			await until(() => receiver.received.length === 2);
			expect(receiver.messages().sort()).toEqual([
				'NPS 0 from user user-ada in “Quarterly NPS”: It\'s "slow"\nand loud',
				'NPS 6 from user user-ada in “Quarterly NPS”',
			]);
		});

		it('tells nothing of a call that is signed with another secret', async () => {
			expect((await score('5', { score: 0 }, 'guessed')).status).toBe(401);
			await sleep(500);
			expect(receiver.received).toEqual([]);
		});
	});

	it('ai-agent.json does with its tools what it is asked to do', async () => {
		const openAi = await real.n8n.createCredential('Fake model', 'openAiApi', {
			apiKey: 'made-up',
			url: model.url,
		});
		const workflow = await storeExample(real, 'ai-agent.json', {
			Chat: { parameters: { public: true } },
			'Chat Model': { credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
		});
		await real.n8n.activate(workflow);
		const { webhookId } = workflow.nodes.find(({ name }) => name === 'Chat') ?? {};
		model.turns.push(
			{ tool: 'Look_Up_User', args: { user_id: 'user-tim' } },
			{ tool: 'List_Segments', args: {} },
			{ tool: 'Add_User_to_Segment', args: { segment_id: 'seg-trial', user_id: 'user-tim' } },
			{ say: 'user-tim is now in "Trial accounts".' },
		);
		const response = await fetch(`${real.n8n.url}/webhook/${webhookId}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				action: 'sendMessage',
				sessionId: 'session-1',
				chatInput: 'Put user-tim into the trial segment',
			}),
		});
		expect(await response.json()).toMatchObject({ output: 'user-tim is now in "Trial accounts".' });
		expect([...real.fake.account().segment('seg-trial').members.keys()]).toEqual(['user-tim']);
		const told = model.requests.map(({ messages }) => String(messages.at(-1)?.content));
		expect(told[0]).toBe('Put user-tim into the trial segment');
		expect(told[1]).toContain('tim@acme.example');
		expect(told[2]).toContain('seg-crm-customers');
		expect(told[3]).toContain('COMPLETED');
		expect(model.requests[0]?.tools?.map((tool) => tool.function.name).sort()).toEqual([
			'Add_User_to_Segment',
			'List_Flows',
			'List_Segments',
			'Look_Up_User',
		]);
		expect(real.fake.violations).toEqual([]);
	});
});

async function until(isDone: () => boolean): Promise<void> {
	const end = Date.now() + 10_000;
	while (!isDone() && Date.now() < end) await sleep(50);
}

import { beforeAll, describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { CREDENTIAL_TYPE, demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { CLASSIC_NPS, NPS_2, TOUR, TRIAL_NPS } from '../../dev/fake-appcues/model/demoContent.cjs';
import {
	type Attributes,
	buttonClick,
	experienceAttributes,
	experienceStep,
	flowAttributes,
	stepAttributes,
	surveyAnswer,
} from '../../dev/fake-appcues/model/sdkEvents.cjs';
import { sendWebhook } from '../../dev/fake-appcues/webhooks.cjs';
import { readExample } from '../../dev/n8n/examples.cjs';
import { storeExample } from './exampleWorkflow.cjs';
import { typeOf } from './nodeWorkflow.cjs';
import { pickTool } from './pickTool.cjs';
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
		let workflowId: string;

		const statuses = async () => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const path = `/executions?limit=100&filter=${filter}`;
			const { results } = await real.n8n.rest<{ results: Array<{ status: string }> }>('GET', path);
			return results.map(({ status }) => status);
		};

		beforeAll(async () => {
			const data = { ...demoCredentialData(real.fake.url), webhookSecret: SECRET };
			const credential = await real.n8n.createCredential('With secret', CREDENTIAL_TYPE, data);
			const workflow = await storeExample(
				real,
				'nps-detractor-to-chat.json',
				{ 'Notify the Team': { parameters: { url: receiver.url + CHAT } } },
				credential,
			);
			await real.n8n.activate(workflow);
			workflowId = workflow.id;
			const { webhookId } = workflow.nodes.find(({ name }) => name === 'NPS Score Submitted') ?? {};
			url = `${real.n8n.url}/webhook/${webhookId}/webhook`;
		});

		const score = async (id: string, attributes: Record<string, unknown>, secret = SECRET) =>
			await sendWebhook(url, {
				name: 'appcues:nps_score',
				changes: { id, attributes: { flowName: 'Quarterly NPS', ...attributes } },
				secret,
			});

		it('reports a score of 6 or less, with the comment', async () => {
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

		it('handles a classic score, an NPS 2.0 score and a score with feedback in the same way, once each', async () => {
			const send = async (name: string, id: string, attributes: Attributes) =>
				await sendWebhook(url, {
					name: `appcues:${name}`,
					changes: { id, attributes },
					secret: SECRET,
				});
			const nps2 = (score: unknown, feedback?: string, type = 'nps_feedback') => ({
				...experienceStep(NPS_2, 'instance', 0),
				...surveyAnswer(score as number, feedback, type),
			});
			const classic = stepAttributes(CLASSIC_NPS, 0);
			const trial = flowAttributes({ ...CLASSIC_NPS, id: TRIAL_NPS.id, name: TRIAL_NPS.name });
			const nps2Step = 'v2:step_interaction';
			const events: Array<[name: string, id: string, attributes: Attributes]> = [
				['nps_score', 'c1', { ...classic, score: 3 }],
				[nps2Step, 'v1', nps2('2', 'Too slow', 'open_text')],
				['nps_score_and_feedback', 's1', { ...trial, score: 0, feedback: 'Too loud' }],
				// Events about the same answers, and other surveys without a score of 6 or less.
				['nps_feedback', 'c2', { ...classic, feedback: 'Too slow' }],
				['step_interacted', 'c3', { ...classic, score: 3, interactionType: 'click' }],
				['nps_score', 'c4', { ...classic, score: 9 }],
				['nps_score', 'c5', { ...classic, score: null }],
				['nps_score', 'c6', { ...classic, score: 'none' }],
				[nps2Step, 'v2', nps2('10', 'Great')],
				[nps2Step, 'v3', { ...nps2(null, 'Later'), interactionType: 'Survey Submitted' }],
				[nps2Step, 'v4', { ...experienceStep(NPS_2, 'instance', 0), ...buttonClick('Later') }],
				[nps2Step, 'v5', { ...experienceStep(TOUR, 'instance', 0), ...buttonClick('Next') }],
				['v2:experience_completed', 'v6', experienceAttributes(NPS_2, 'instance')],
			];
			const before = (await statuses()).length;
			for (const round of [1, 2]) {
				for (const [name, id, attributes] of events) {
					const { status } = await send(name, id, attributes);
					expect([round, id, status]).toEqual([round, id, 200]);
				}
			}
			await until(() => receiver.received.length >= 3);
			await sleep(1000);
			const from = 'from user user-ada in';
			expect(receiver.messages().sort()).toEqual([
				`NPS 0 ${from} “NPS at the end of a trial”: Too loud`,
				`NPS 2 ${from} “Quarterly NPS”: Too slow`,
				`NPS 3 ${from} “How likely are you to recommend us?”`,
			]);
			// One for each of the three, and for c4, c5, c6 and v2, which the filter stops.
			const all = await statuses();
			expect(all).toHaveLength(before + 7);
			expect(new Set(all)).toEqual(new Set(['success']));
		});

		it('ignores a call that is signed with another secret', async () => {
			expect((await score('5', { score: 0 }, 'guessed')).status).toBe(401);
			await sleep(500);
			expect(receiver.received).toEqual([]);
		});
	});

	describe('the examples for all NPS answers', () => {
		/** Publishes an example whose last node sends to the receiver, because no test has the credential. */
		const publish = async (file: string, last: string, jsonBody: string) => {
			const data = { ...demoCredentialData(real.fake.url), webhookSecret: SECRET };
			const credential = await real.n8n.createCredential('With secret', CREDENTIAL_TYPE, data);
			const workflow = await storeExample(
				real,
				file,
				{
					[last]: {
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.4,
						parameters: {
							authentication: 'none',
							method: 'POST',
							url: receiver.url + CHAT,
							sendBody: true,
							specifyBody: 'json',
							jsonBody,
						},
					},
				},
				credential,
			);
			await real.n8n.activate(workflow);
			const { webhookId } = workflow.nodes.find(({ name }) => name === 'NPS Answer') ?? {};
			const url = `${real.n8n.url}/webhook/${webhookId}/webhook`;
			const send = async (name: string, id: string, attributes: Attributes) => {
				const changes = { id, attributes };
				const call = { name: `appcues:${name}`, changes, secret: SECRET };
				expect((await sendWebhook(url, call)).status).toBe(200);
			};
			const classic = stepAttributes(CLASSIC_NPS, 0);
			await send('nps_score', 'c1', { ...classic, score: 9 });
			await send('nps_feedback', 'c2', { ...classic, feedback: 'Nice' });
			await send('v2:step_interaction', 'v1', {
				...experienceStep(NPS_2, 'instance', 0),
				...surveyAnswer(2, 'It\'s "slow"', 'open_text'),
			});
			await until(() => receiver.received.length >= 3);
			return receiver.received.map(({ body }) => JSON.parse(body) as Attributes);
		};

		it('nps-to-slack.json posts scores and comments, classic and 2.0', async () => {
			const { text } = readExample('nps-to-slack.json').nodes.find(
				({ name }) => name === 'Post to Slack',
			)?.parameters as { text: string };
			const example = text.slice(1).replaceAll('{{', '${').replaceAll('}}', '}');
			const body = `={{ JSON.stringify({ text: \`${example}\` }) }}`;
			const sent = await publish('nps-to-slack.json', 'Post to Slack', body);
			const from = 'from user user-ada in';
			expect(sent.map((each) => each.text).sort()).toEqual(
				[
					`💬 NPS comment ${from} “How likely are you to recommend us?”: Nice`,
					`🟢 NPS 9 ${from} “How likely are you to recommend us?”`,
					`🔴 NPS 2 ${from} “Quarterly NPS”: It's "slow"`,
				].sort(),
			);
		});

		it('nps-to-google-sheet.json makes a row of each event', async () => {
			const body = '={{ JSON.stringify($json) }}';
			const sent = await publish('nps-to-google-sheet.json', 'Add a Row', body);
			const row = { Time: expect.any(String), 'User ID': 'user-ada' };
			const Survey = 'How likely are you to recommend us?';
			expect(sent).toHaveLength(3);
			expect(sent).toEqual(
				expect.arrayContaining([
					{ ...row, Survey, Score: '9', Feedback: '' },
					{ ...row, Survey, Score: '', Feedback: 'Nice' },
					{ ...row, Survey: 'Quarterly NPS', Score: '2', Feedback: 'It\'s "slow"' },
				]),
			);
		});
	});

	it('ai-agent.json uses its tools as requested', async () => {
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
			{ tool: 'Get_User', args: { user_id: 'user-tim' } },
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
			'Get_User',
			'List_Flows',
			'List_Segments',
		]);
		expect(real.fake.violations).toEqual([]);
	});

	describe('an agent with automatic descriptions of its tools', () => {
		const ai = (name: string) => `={{ $fromAI('${name}', \`\`, 'string') }}`;
		const segment = { segmentId: { __rl: true, mode: 'id', value: ai('segment_id') } };

		/** By the name that n8n gives such a node. */
		const TOOLS: Record<string, { type: string; parameters: INodeParameters }> = {
			'Get a user in Appcues End User': {
				type: 'appcuesEndUserTool',
				parameters: { operation: 'get', userId: ai('user_id') },
			},
			'Delete a user in Appcues End User': {
				type: 'appcuesEndUserTool',
				parameters: { operation: 'delete', userId: ai('user_id') },
			},
			'Add users to a segment in Appcues Segment': {
				type: 'appcuesSegmentTool',
				parameters: { operation: 'addUsers', ...segment, userIds: ai('user_id') },
			},
			'Remove users from a segment in Appcues Segment': {
				type: 'appcuesSegmentTool',
				parameters: { operation: 'removeUsers', ...segment, userIds: ai('user_id') },
			},
			'Get many flows in Appcues Flow': {
				type: 'appcuesFlowTool',
				parameters: { operation: 'getAll', returnAll: true },
			},
			'Track an event in Appcues Import': {
				type: 'appcuesImportTool',
				parameters: {
					operation: 'userActivity',
					userId: ai('user_id'),
					eventName: ai('event_name'),
				},
			},
		};

		const ARGS = { user_id: 'user-tim', segment_id: 'seg-trial', event_name: 'Signed in' };

		let chatUrl: string;

		beforeAll(async () => {
			const openAi = await real.n8n.createCredential('Fake model', 'openAiApi', {
				apiKey: 'made-up',
				url: model.url,
			});
			const example = await storeExample(real, 'ai-agent.json', {
				Chat: { parameters: { public: true } },
				'Chat Model': { credentials: { openAiApi: { id: openAi.id, name: openAi.name } } },
			});
			const nodes = example.nodes
				.filter(({ type }) => !/appcues|sticky|memory/i.test(type))
				.map((node) => (node.name === 'Chat' ? { ...node, webhookId: 'automatic-tools' } : node));
			const { credential } = real;
			const tools = Object.entries(TOOLS).map(([name, { type, parameters }], index) => ({
				id: `tool-${index}`,
				name,
				type: typeOf(type),
				typeVersion: 1,
				position: [index * 200, 400] as [number, number],
				parameters,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			}));
			const toAgent = (type: 'main' | 'ai_tool' | 'ai_languageModel') => ({
				[type]: [[{ node: 'Appcues Agent', type, index: 0 }]],
			});
			const workflow = await real.n8n.createWorkflow({
				name: 'Automatic tools',
				nodes: [...nodes, ...tools],
				connections: {
					Chat: toAgent('main'),
					'Chat Model': toAgent('ai_languageModel'),
					...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')])),
				},
			});
			await real.n8n.activate(workflow);
			chatUrl = `${real.n8n.url}/webhook/automatic-tools/chat`;
		});

		it('has the names that n8n gives its tools', async () => {
			const types = new Map((await real.n8n.nodeTypes()).map((type) => [type.name, type]));
			for (const [name, { type, parameters }] of Object.entries(TOOLS)) {
				const description = types.get(typeOf(type));
				if (!description) throw new Error(`n8n has no ${type}`);
				const filled = NodeHelpers.getNodeParameters(
					description.properties,
					parameters,
					true,
					false,
					{ typeVersion: 1 },
					description,
				);
				expect(NodeHelpers.makeNodeName(filled ?? {}, description)).toBe(name);
			}
		});

		it.each([
			['Please get the user user-tim', 'Get a user', 'getUserProfile'],
			['Get the profile of the end user user-tim', 'Get a user', 'getUserProfile'],
			['Add user-tim to the segment seg-trial', 'Add users to a segment', 'addUsersToSegment'],
			['Can you add the new users to our segment?', 'Add users to a segment', 'addUsersToSegment'],
			['Remove user-tim from the segment', 'Remove users from a segment', 'removeUsersFromSegment'],
			[
				'Please remove this user from our segments',
				'Remove users from a segment',
				'removeUsersFromSegment',
			],
			['Which flows are there?', 'Get many flows', 'listFlows'],
			['Get many flows, with their names', 'Get many flows', 'listFlows'],
			['Track the event Signed in for user-tim', 'Track an event', 'trackUserEvent'],
			['Delete the user user-tim', 'Delete a user', 'deleteUserProfile'],
		])('calls the right tool: %s', async (chatInput, tool, operation) => {
			real.fake.log.length = 0;
			model.requests.length = 0;
			model.turns.push((request) => pickTool(request, ARGS), { say: 'Done.' });
			const response = await fetch(chatUrl, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: chatInput, chatInput }),
			});
			expect(await response.json()).toMatchObject({ output: 'Done.' });
			expect(real.fake.log.map((entry) => entry.operation)).toContain(operation);
			const offered = (model.requests[0]?.tools ?? []).map((each) => each.function);
			expect(offered.map(({ description }) => description).sort()).toEqual(
				Object.keys(TOOLS).sort(),
			);
			const calls = JSON.stringify(model.requests[1]?.messages);
			expect(calls).toContain(`"name":"${tool.replaceAll(' ', '_')}_in_`);
		});
	});
});

async function until(isDone: () => boolean): Promise<void> {
	const end = Date.now() + 10_000;
	while (!isDone() && Date.now() < end) await sleep(50);
}

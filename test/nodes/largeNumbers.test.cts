import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { entryOf } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { finishedExport } from '../support/jobs.cjs';

const appcues = useAppcues();
useFastTime();

const ID = '7615917337495251231';
/** As JavaScript rounds it. */
const ROUNDED = '7615917337495251000';
const HINT = /too large for JavaScript and are rounded/;

const rl = (value: unknown) => ({ __rl: true, mode: 'id', value }) as IDataObject;

const TYPES: Record<string, string> = {
	account: 'appcuesAccount',
	analytics: 'appcuesAnalytics',
	endUser: 'appcuesEndUser',
	export: 'appcuesExport',
	experience: 'appcuesExperience',
	flow: 'appcuesFlow',
	group: 'appcuesGroup',
	import: 'appcuesImport',
	job: 'appcuesJob',
	segment: 'appcuesSegment',
};

const run = async (node: string, parameters: IDataObject, input: IDataObject[] = [{}]) =>
	await appcues.run({ type: entryOf(TYPES, node), parameters, input });

/** Makes the fake respond with text that JavaScript would round. */
function answer(path: string | RegExp, body: string, status = 200): void {
	const headers = { 'content-type': 'application/json' };
	appcues.fake.fault({ path, status, body, headers });
}

/** Returns the bodies that were sent to a path. */
const sent = (path: string | RegExp) =>
	appcues.fake.requests(undefined, path).map(({ body }) => body);

const assigned = (value: unknown, type: string): IDataObject => ({
	attributes: { assignments: [{ id: '1', name: 'crm_id', value, type }] },
});

const SPAN = { timeRange: 'custom', startTime: '2026-11-01', endTime: '2026-11-02' };

describe('a number beyond 2^53 from Appcues keeps its digits', () => {
	it.each<[string, string | RegExp, string, string, IDataObject]>([
		[
			"in a user's profile",
			'/users/user-ada/profile',
			`{"crm_id":${ID}}`,
			'endUser',
			{ operation: 'get', userId: 'user-ada' },
		],
		[
			"in a user's events",
			'/users/user-ada/events',
			`[{"name":"Paid","attributes":{"order":${ID}}}]`,
			'endUser',
			{ operation: 'getEvents', userId: 'user-ada' },
		],
		[
			"in a group's profile",
			'/groups/acme/profile',
			`{"crm_id": ${ID}}`,
			'group',
			{ operation: 'get', groupId: 'acme' },
		],
		[
			'in a segment',
			'/segments/seg-trial',
			`{"id":"seg-trial","name":"Trial","created_by":${ID}}`,
			'segment',
			{ operation: 'get', segmentId: rl('seg-trial') },
		],
		[
			'as the ID of a segment',
			'/segments',
			`[{"id":${ID},"name":"Trial"}]`,
			'segment',
			{ operation: 'getAll' },
		],
		[
			'in a flow',
			'/flows',
			`[{"id":"flow-1","name":"Welcome","created_by":${ID}}]`,
			'flow',
			{ operation: 'getAll', simplify: false },
		],
		[
			'in a row of analytics',
			'/analytics/query',
			`[{"user_id":${ID},"events":3}]`,
			'analytics',
			{ operation: 'query', queryMode: 'aggregate', metrics: 'events', ...SPAN },
		],
		[
			'in the ingestion rules',
			/ingestion/,
			`[{"mode":"deny","user_ids":[1,${ID}]}]`,
			'account',
			{ resource: 'ingestionRule', operation: 'getIngestionRules' },
		],
		[
			'in a job',
			'/jobs/job-1',
			`{"id":"job-1","status":"COMPLETED","events":[{"attributes":{"user":${ID}}}]}`,
			'job',
			{ operation: 'get', jobId: 'job-1' },
		],
	])('%s', async (_, path, body, node, parameters) => {
		answer(path, body);
		const { error, json } = await run(node, parameters).then((outcome) => ({
			error: outcome.error,
			json: outcome.json(),
		}));
		expect(error).toBeUndefined();
		expect(JSON.stringify(json)).toContain(`"${ID}"`);
	});

	it.each([
		['JSON lines', `{"user_id":${ID},"seats":5}\n{"user_id":"user-2","seats":6}\n`],
		['a JSON array', `[{"user_id": ${ID}, "seats": 5},\n{"user_id":"user-2","seats":6}]`],
	])('in a row of an export: %s', async (_, body) => {
		answer(/download/, body);
		const { error, ...outcome } = await run('export', { operation: 'events', ...SPAN }).then(
			(done) => ({ error: done.error, items: done.json() }),
		);
		expect(error).toBeUndefined();
		expect(outcome.items).toEqual([
			{ user_id: ID, seats: 5 },
			{ user_id: 'user-2', seats: 6 },
		]);
	});

	it('in a row of an export that is downloaded later', async () => {
		const { id } = finishedExport(appcues.fake);
		answer(/download/, `{"user_id":${ID}}\n`);
		const outcome = await run('job', { operation: 'download', jobId: id });
		expect(outcome.json()).toEqual([{ user_id: ID }]);
	});

	it('in a row of an analytics export', async () => {
		answer(/download/, `[{"user_id":${ID}}]`);
		const parameters = { operation: 'export', queryMode: 'raw', columns: 'user_id', ...SPAN };
		expect((await run('analytics', parameters)).json()).toEqual([{ user_id: ID }]);
	});

	it('as the ID of a job, which is polled by it', async () => {
		answer(/add_user_ids/, `{"job_id":${ID}}`, 202);
		answer(`/jobs/${ID}`, `{"id":${ID},"status":"COMPLETED"}`);
		const outcome = await run('segment', {
			operation: 'addUsers',
			segmentId: rl('seg-trial'),
			userIds: 'user-ada',
		});
		expect(outcome.json()).toEqual([expect.objectContaining({ jobId: ID, status: 'COMPLETED' })]);
	});
});

/** A server that keeps the received text. The fake parses it, and JavaScript would round it there. */
async function recording(answered: string) {
	const bodies: string[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			bodies.push(body);
			response.writeHead(202, { 'content-type': 'application/json' }).end(answered);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, bodies, close: () => server.close() };
}

/** What is sent for what is entered: the node, its parameters, the path of the request and a part of its body. */
type Entry = [name: string, node: string, IDataObject, path: string | RegExp, body: unknown];

const update = (rest: IDataObject): IDataObject => ({
	operation: 'update',
	userId: 'user-ada',
	...rest,
});
const activity = (rest: IDataObject): IDataObject => ({
	operation: 'userActivity',
	userId: 'user-ada',
	eventName: 'Paid',
	...rest,
});
const add = (userIds: unknown): IDataObject =>
	({ operation: 'addUsers', segmentId: rl('seg-trial'), userIds }) as IDataObject;
const exported = (rest: IDataObject): IDataObject => ({
	operation: 'events',
	output: 'job',
	waitForCompletion: false,
	...SPAN,
	...rest,
});
const inJson = (conditionsJson: string) =>
	exported({ conditionsMode: 'json', conditionsJson: conditionsJson });
const inFields = (operator: string, value: unknown) =>
	exported({ conditions: { condition: [{ field: 'user_id', operator, value }] } });
const PROFILE = /\/profile$/;
const EVENTS = /\/users\/user-ada\/events/;
const crmId = { crm_id: ID };

describe('a number beyond 2^53 that the user enters is sent with its digits', () => {
	it.each<Entry>([
		['a number property', 'endUser', update(assigned(ID, 'number')), PROFILE, crmId],
		['a padded number', 'endUser', update(assigned(` ${ID} `, 'number')), PROFILE, crmId],
		[
			'a negative number',
			'endUser',
			update(assigned(`-${ID}`, 'number')),
			PROFILE,
			{ crm_id: `-${ID}` },
		],
		['a string property', 'endUser', update(assigned(ID, 'string')), PROFILE, crmId],
		[
			'a BigInt property',
			'endUser',
			update(assigned(`={{ BigInt("${ID}") }}`, 'number')),
			PROFILE,
			crmId,
		],
		[
			'a small BigInt property',
			'endUser',
			update(assigned('={{ BigInt(5) }}', 'number')),
			PROFILE,
			{ crm_id: 5 },
		],
		[
			'a BigInt as string property',
			'endUser',
			update(assigned(`={{ BigInt("${ID}") }}`, 'string')),
			PROFILE,
			crmId,
		],
		[
			'an object property',
			'endUser',
			update(assigned(`{"a":${ID}}`, 'object')),
			PROFILE,
			{ 'crm_id.a': ID },
		],
		[
			'an array property',
			'endUser',
			update(assigned(`[1,${ID}]`, 'array')),
			PROFILE,
			{ crm_id: `1, ${ID}` },
		],
		[
			'properties in JSON',
			'endUser',
			update({ attributesMode: 'json', attributesJson: `{ "crm_id": ${ID}, "seats": 5 }` }),
			PROFILE,
			{ crm_id: ID, seats: 5 },
		],
		[
			'properties of a group',
			'group',
			{
				operation: 'update',
				groupId: 'acme',
				attributesMode: 'json',
				attributesJson: `{"crm_id":${ID}}`,
			},
			PROFILE,
			crmId,
		],
		[
			'an event property',
			'import',
			activity(assigned(ID, 'number')),
			EVENTS,
			{ attributes: crmId },
		],
		[
			'an event property in JSON',
			'import',
			activity({ attributesMode: 'json', attributesJson: `{"crm_id":${ID}}` }),
			EVENTS,
			{ attributes: crmId },
		],
		[
			'a context',
			'import',
			activity({ options: { context: `{"order":{"id":${ID}}}` } }),
			EVENTS,
			{ context: { order: { id: ID } } },
		],
		[
			'a BigInt in a context',
			'import',
			activity({ options: { context: `={{ ({ id: BigInt("${ID}") }) }}` } }),
			EVENTS,
			{ context: { id: ID } },
		],
		[
			'the group ID of an event',
			'import',
			activity({ options: { groupId: ID } }),
			EVENTS,
			{ group_id: ID },
		],
		[
			'user IDs in a JSON array',
			'segment',
			add(`[${ID}, 42]`),
			/add_user/,
			{ user_ids: [ID, '42'] },
		],
		['user IDs in a list', 'segment', add(`${ID}, 42`), /add_user/, { user_ids: [ID, '42'] }],
		[
			'user IDs as BigInts',
			'segment',
			add(`={{ [BigInt("${ID}")] }}`),
			/add_user/,
			{ user_ids: [ID] },
		],
		[
			'a condition in JSON',
			'export',
			inJson(`[["user_id","==",${ID}],["user_id","in",[${ID},1]]]`),
			/export\/events/,
			{
				conditions: [
					['user_id', '==', ID],
					['user_id', 'in', [ID, 1]],
				],
			},
		],
		[
			'a condition',
			'export',
			inFields('equals', ID),
			/export\/events/,
			{ conditions: [['user_id', '==', ID]] },
		],
		[
			'a condition with a BigInt',
			'export',
			inFields('equals', `={{ BigInt("${ID}") }}`),
			/export\/events/,
			{ conditions: [['user_id', '==', ID]] },
		],
		[
			'a condition with a JSON array',
			'export',
			inFields('in', `[${ID}]`),
			/export\/events/,
			{ conditions: [['user_id', 'in', [ID]]] },
		],
		[
			'a query in JSON',
			'analytics',
			{
				operation: 'query',
				queryMode: 'json',
				specJson: `{"metrics":["events"],"start_time":"2026-11-01","end_time":"2026-11-02","timezone":"UTC","conditions":[["user_id","==",${ID}]]}`,
			},
			/analytics\/query/,
			{ conditions: [['user_id', '==', ID]] },
		],
		[
			'ingestion rules',
			'account',
			{
				resource: 'ingestionRule',
				operation: 'replaceIngestionRules',
				rulesJson: `[{"mode":"deny","kind":"event","names":["${ID}"],"user_id":${ID}}]`,
			},
			/ingestion/,
			[{ mode: 'deny', kind: 'event', names: [ID], user_id: ID }],
		],
	])('%s', async (_, node, parameters, path, body) => {
		const outcome = await run(node, parameters);
		expect(outcome.error).toBeUndefined();
		expect(outcome.hints.join('\n')).not.toMatch(HINT);
		expect(sent(path).at(-1)).toMatchObject(body as object);
	});

	it('of an event whose properties are JSON in a column', async () => {
		const event = { user_id: ID, name: 'Paid', timestamp: '2026-01-01T00:00:00Z' };
		const input = [`{"order_id": ${ID}}`, `{"lines":[{"id":${ID}}],"orders":[${ID},5]}`].map(
			(attributes) => ({ ...event, attributes }),
		);
		await run('import', { operation: 'events', source: 'items' }, input);
		expect(sent(/import\/events/).flat()).toMatchObject([
			{ user_id: ID, attributes: { order_id: ID } },
			{ user_id: ID, attributes: { orders: `${ID}, 5` } },
		]);
	});

	it('in the rows of an import', async () => {
		const input = [{ user_id: ID, crm_id: ID, seats: 5 }];
		const outcome = await run('import', { operation: 'profiles', source: 'items' }, input);
		expect(sent(/import\/profiles/).flat()).toEqual(input);
		expect(outcome.hints).toEqual([]);
	});

	it('in the rows of an import, as BigInts', async () => {
		const input = [{ user_id: BigInt(ID), crm_id: BigInt(ID) }] as never[];
		await run('import', { operation: 'profiles', source: 'items' }, input);
		expect(sent(/import\/profiles/).flat()).toEqual([{ user_id: ID, crm_id: ID }]);
	});

	it('in a file, where an ID becomes a string', async () => {
		const line = `{"user_id":${ID},"crm_id":-${ID}}\n`;
		const server = await recording('{"job_id":"job-1"}');
		const outcome = await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', source: 'file', waitForCompletion: false },
			input: [{}],
			binary: [{ data: await appcues.engine.store(Buffer.from(line), 'a.ndjson', 'text/plain') }],
			credentials: appcues.credentials({ baseUrl: server.url }),
		});
		server.close();
		expect(outcome.json()).toEqual([expect.objectContaining({ jobId: 'job-1', rows: 1 })]);
		expect(server.bodies).toEqual([`{"user_id":"${ID}","crm_id":-${ID}}\n`]);
	});
});

/** What JavaScript makes of it in an expression, before any node sees it. */
const NUMBER = `={{ ${ID} }}`;

describe('a number that JavaScript has already rounded', () => {
	it.each<[string, string, string, IDataObject]>([
		['User ID', 'a user ID', 'endUser', { operation: 'get', userId: NUMBER }],
		[
			'User ID',
			'the user ID of an update',
			'endUser',
			update({ userId: NUMBER, ...assigned(5, 'number') }),
		],
		['User ID', 'the user ID of an event', 'import', activity({ userId: NUMBER })],
		['User IDs', 'user IDs', 'segment', add(NUMBER)],
		['User IDs', 'user IDs in an array', 'segment', add(`={{ ["a", ${ID}] }}`)],
		['User IDs', 'user IDs in JSON', 'segment', add(`={{ JSON.stringify(["a", ${ID}]) }}`)],
		['Group ID', 'a group ID', 'group', { operation: 'get', groupId: NUMBER }],
		['Group ID', 'the group ID of an event', 'import', activity({ options: { groupId: NUMBER } })],
		['Job ID', 'a job ID', 'job', { operation: 'get', jobId: NUMBER }],
		['Segment', 'a segment', 'segment', { operation: 'get', segmentId: rl(NUMBER) }],
		['Segment', 'a segment as it is', 'segment', { operation: 'get', segmentId: NUMBER }],
		['Flow', 'a flow', 'flow', { operation: 'publish', flowId: rl(NUMBER) }],
		[
			'Experience',
			'an experience',
			'experience',
			{ operation: 'publish', experienceType: 'pins', experienceId: rl(NUMBER) },
		],
		['Tag', 'a tag', 'account', { resource: 'tag', operation: 'getTag', tagId: rl(NUMBER) }],
		[
			'SDK Key',
			'an SDK key',
			'account',
			{ resource: 'sdkKey', operation: 'deleteSdkKey', sdkKeyId: NUMBER },
		],
		['Name', 'a name', 'segment', { operation: 'create', name: NUMBER }],
		['Event Name', 'the name of an event', 'import', activity({ eventName: NUMBER })],
	])("is refused as '%s': %s", async (label, _, node, parameters) => {
		const outcome = await run(node, parameters);
		expect(outcome.error?.message).toMatch(
			new RegExp(
				`^'${label}' is ${ROUNDED}, (?:which is not an exact number|a number that JavaScript has rounded)`,
			),
		);
		expect(outcome.error?.description).toMatch(/where they come from/);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each<[string, string, IDataObject]>([
		['crm_id', 'endUser', update(assigned(NUMBER, 'string'))],
		['Context (JSON)', 'import', activity({ options: { context: `={{ ({ a: [${ID}] }) }}` } })],
		[
			'Context (JSON)',
			'import',
			activity({ options: { context: `={{ JSON.stringify({ a: ${ID} }) }}` } }),
		],
		['Conditions', 'export', inFields('equals', NUMBER)],
		['Conditions', 'export', inFields('in', `={{ ["a", ${ID}] }}`)],
		['Conditions (JSON)', 'export', inJson(`={{ [["user_id", "==", ${ID}]] }}`)],
		['Conditions (JSON)', 'export', inJson(`[["user_id", "in", [${ROUNDED}]]]`)],
		[
			'Query (JSON)',
			'analytics',
			{
				operation: 'query',
				queryMode: 'json',
				specJson: `={{ ({ metrics: ["events"], start_time: "2026-11-01", end_time: "2026-11-02", timezone: "UTC", conditions: [["user_id", "==", ${ID}]] }) }}`,
			},
		],
		[
			'Rules (JSON)',
			'account',
			{
				resource: 'ingestionRule',
				operation: 'replaceIngestionRules',
				rulesJson: `={{ [{ mode: "deny", kind: "event", names: [], user_id: ${ID} }] }}`,
			},
		],
	])("is sent as a value of '%s', with a hint: %s %j", async (subject, node, parameters) => {
		const outcome = await run(node, parameters);
		expect(outcome.error).toBeUndefined();
		expect(outcome.hints.join('\n')).toMatch(HINT);
		expect(outcome.hints.join('\n')).toContain(`'${subject}' (item 0: "${ROUNDED}")`);
	});
});

describe('numbers that JSON cannot represent', () => {
	it.each<[string, string, IDataObject]>([
		['Context (JSON)', 'import', activity({ options: { context: '{"a":1e400}' } })],
		['Context (JSON)', 'import', activity({ options: { context: '={{ ({ a: 1 / 0 }) }}' } })],
		['Conditions (JSON)', 'export', inJson('[["seats", ">", -1e400]]')],
		[
			'Query (JSON)',
			'analytics',
			{ operation: 'query', queryMode: 'json', specJson: '={{ ({ limit: 0 / 0 }) }}' },
		],
	])("are refused in '%s' instead of being sent as null", async (label, node, parameters) => {
		const outcome = await run(node, parameters);
		expect(outcome.error?.message).toMatch(
			new RegExp(`^'${label.replace(/[()]/g, '\\$&')}' contains (-?Infinity|NaN), which JSON`),
		);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('numbers that JavaScript represents exactly', () => {
	it('stay numbers, without a hint', async () => {
		const values = { most: Number.MAX_SAFE_INTEGER, least: -Number.MAX_SAFE_INTEGER, at: 1e12 };
		const attributesJson = JSON.stringify(values);
		const outcome = await run('endUser', update({ attributesMode: 'json', attributesJson }));
		expect(sent(PROFILE)).toEqual([values]);
		expect(outcome.hints).toEqual([]);
		const context = JSON.stringify({ ...values, ratio: 0.1234567890123456 });
		const recorded = await run('import', activity({ options: { context } }));
		expect(sent(EVENTS)).toEqual([expect.objectContaining({ context: JSON.parse(context) })]);
		expect(recorded.hints).toEqual([]);
	});
});

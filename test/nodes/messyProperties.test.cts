import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Properties from expressions, in the operations that send those of one user, group or event. */
const appcues = useAppcues();
useFastTime();

const assignments = (...list: Array<[name: string, value: unknown, type: string]>) => ({
	attributesMode: 'fields',
	attributes: {
		assignments: list.map(([name, value, type], index) => ({
			id: String(index),
			name,
			value,
			type,
		})),
	} as IDataObject,
});

const OPERATIONS: Array<[string, string, IDataObject]> = [
	['Create or Update User', 'appcuesEndUser', { operation: 'update', userId: 'user-ada' }],
	['Update Group', 'appcuesGroup', { operation: 'update', groupId: 'group-acme' }],
	[
		'Track Event',
		'appcuesImport',
		{ operation: 'userActivity', userId: 'user-ada', eventName: 'Upgraded' },
	],
];

/** Returns the sent properties, one object for each request. */
const sent = () =>
	appcues.fake.log
		.filter(({ method }) => method === 'PATCH' || method === 'POST')
		.map(({ body }) => {
			const { attributes, ...profile } = body as IDataObject;
			return 'timestamp' in profile ? (attributes as IDataObject) : (body as IDataObject);
		});

describe.each(OPERATIONS)('%s', (_, type, parameters) => {
	const run = async (properties: IDataObject, input: IDataObject[] = [{ seats: 5 }]) =>
		await appcues.run({ type, parameters: { ...parameters, ...properties }, input });

	it.each([
		['a mistyped name', '={{ $json.seets }}'],
		['a method of nothing', '={{ $json.seets.toFixed(0) }}'],
	])('names a property whose expression has no value: %s', async (_case, expression) => {
		const properties = assignments(['plan', 'pro', 'string'], ['seats', expression, 'number']);
		const got = await run(properties, [{ seats: 5 }, { seats: 6 }]);
		expect(got.error).toBeUndefined();
		expect(sent()).toEqual([{ plan: 'pro' }, { plan: 'pro' }]);
		expect(got.hints).toEqual([
			expect.stringMatching(/have no value.*'seats' \(2 items, first item 0\)/),
		]);
	});

	it('skips the result of a mistake, with a hint', async () => {
		const expression = "={{ DateTime.fromFormat($json.date, 'yyyy-MM-dd') }}";
		const properties = assignments(
			['plan', 'pro', 'string'],
			['renews_at', expression, 'string'],
			['owner', '={{ $json.owner }} ', 'string'],
		);
		const got = await run(properties, [{ date: '20.06.2026', owner: { id: 1 } }]);
		expect(sent()).toEqual([{ plan: 'pro' }]);
		expect(got.hints).toEqual([
			expect.stringMatching(/'renews_at' \(item 0: "Invalid DateTime"\), 'owner' .*object Object/),
		]);
	});

	it('shows a hint about dates that Appcues can’t compare', async () => {
		const got = await run(assignments(['renews_at', '06/20/2026', 'string']));
		expect(sent()).toEqual([{ renews_at: '06/20/2026' }]);
		expect(got.hints).toEqual([expect.stringContaining(`'renews_at' (item 0: "06/20/2026")`)]);
	});

	it('cleans property names, with a hint', async () => {
		const got = await run({
			attributesMode: 'json',
			attributesJson: '{ " plan": "pro", "\ufeffseats": 5 }',
		});
		expect(sent()).toEqual([{ plan: 'pro', seats: 5 }]);
		expect(got.hints).toEqual([expect.stringMatching(/'␠plan' .*'\\ufeffseats'/)]);
	});

	it('reads JSON inside a code fence, as AI models write it', async () => {
		const attributesJson = '```json\n{ "plan": "pro", "seats": 5 }\n```';
		const got = await run({ attributesMode: 'json', attributesJson });
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([{ plan: 'pro', seats: 5 }]);
	});

	it.each([
		'Here is the JSON: { "plan": "pro" }',
		'```json\n{ "plan": "pro" }\n``` I hope this helps!',
		'{ “plan”: “pro” }',
		"{ 'plan': 'pro' }",
		'{ "plan": "pro" // the plan\n }',
	])('refuses invalid JSON, and sends nothing: %s', async (attributesJson) => {
		const got = await run({ attributesMode: 'json', attributesJson });
		expect(got.error?.message).toMatch(/is not valid JSON$/);
		expect(sent()).toEqual([]);
	});

	it.each(['[{ "name": "plan", "value": "pro" }]', '"{ \\"plan\\": \\"pro\\" }"', '"pro"', '5'])(
		'refuses JSON that is not an object: %s',
		async (attributesJson) => {
			const got = await run({ attributesMode: 'json', attributesJson });
			expect(got.error?.message).toMatch(/is not a JSON object$/);
			expect(sent()).toEqual([]);
		},
	);

	it('shows no hint about clean properties', async () => {
		const got = await run(
			assignments(
				['plan', 'pro', 'string'],
				['seats', '={{ $json.seats }}', 'number'],
				['renews_at', '={{ DateTime.fromISO("2026-06-20") }}', 'string'],
				['trial_ends', '={{ null }}', 'string'],
			),
		);
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([expect.objectContaining({ plan: 'pro', seats: 5, trial_ends: null })]);
	});
});

describe.each(OPERATIONS.slice(0, 2))('%s with no property left', (_, type, parameters) => {
	it('stops, and says what happened to each', async () => {
		const properties = assignments(
			['seats', '={{ $json.seets }}', 'number'],
			['renews_at', 'Invalid DateTime', 'string'],
		);
		const got = await appcues.run({ type, parameters: { ...parameters, ...properties } });
		expect(got.error?.message).toContain('contains nothing to send');
		expect(got.error?.description).toContain("'seats' has no value");
		expect(got.error?.description).toContain(`'renews_at' is "Invalid DateTime"`);
		expect(sent()).toEqual([]);
	});

	it('names the invalid name', async () => {
		const properties = assignments(['__EMPTY', 'pro', 'string']);
		const got = await appcues.run({ type, parameters: { ...parameters, ...properties } });
		expect(got.error?.description).toContain("'__EMPTY' is not a name");
		expect(sent()).toEqual([]);
	});
});

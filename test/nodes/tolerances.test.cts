import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { AppcuesApi } from '../../credentials/AppcuesApi.credentials';
import { EXPERIENCE_TYPES } from '../../dev/fake-appcues/model/experienceTypes.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { someJob } from '../support/jobs.cjs';

/** Responses that Appcues may send in more than one form. */

const appcues = useAppcues();
useFastTime();

const all = { operation: 'getAll', returnAll: true };

/** Every operation that reads a list. */
const LISTS: Array<[title: string, type: string, parameters: IDataObject]> = [
	['flows', 'appcuesFlow', all],
	['segments', 'appcuesSegment', all],
	['jobs', 'appcuesJob', all],
	['tags', 'appcuesAccount', { resource: 'tag', operation: 'getAllTags', returnAll: true }],
	[
		'SDK keys',
		'appcuesAccount',
		{ resource: 'sdkKey', operation: 'getAllSdkKeys', returnAll: true },
	],
	[
		'ingestion rules',
		'appcuesAccount',
		{ resource: 'ingestionRule', operation: 'getIngestionRules' },
	],
	['user events', 'appcuesEndUser', { operation: 'getEvents', userId: 'user-ada' }],
	...Object.keys(EXPERIENCE_TYPES).map((path): [string, string, IDataObject] => [
		path,
		'appcuesExperience',
		{ ...all, experienceType: path },
	]),
];

/** Every list in the editor. */
const PICKERS: Array<[type: string, method: string, parameters?: IDataObject]> = [
	['appcuesFlow', 'searchFlows'],
	['appcuesSegment', 'searchSegments'],
	['appcuesExport', 'searchSegments'],
	['appcuesAccount', 'searchTags'],
	['appcuesAccount', 'searchSdkKeys'],
	['appcuesExperience', 'searchExperiences', { experienceType: 'pins' }],
];

const search = async (type: string, method: string, parameters: IDataObject = {}) =>
	await appcues.engine.search(type, method, appcues.credentials(), undefined, parameters);

describe('a list wrapped in an object', () => {
	it.each(LISTS)('is read like a bare one: %s', async (_, type, parameters) => {
		someJob(appcues.fake);
		const bare = await appcues.run({ type, parameters });
		appcues.fake.listShape = 'wrapped';
		const wrapped = await appcues.run({ type, parameters });
		expect(wrapped.error).toBeUndefined();
		expect(wrapped.json()).toEqual(bare.json());
		expect(bare.json()).not.toEqual([]);
	});

	it.each(PICKERS)('fills the lists of the editor: %s, %s', async (...picker) => {
		const bare = await search(...picker);
		appcues.fake.listShape = 'wrapped';
		expect(await search(...picker)).toEqual(bare);
		expect(bare.results).not.toEqual([]);
	});

	it('is read for analytics, with other fields beside it', async () => {
		const body = { rows: [{ users: 3 }], total: 1, truncated: false };
		appcues.fake.fault({ path: '/analytics/query', status: 200, body });
		const outcome = await appcues.run({
			type: 'appcuesAnalytics',
			parameters: {
				operation: 'query',
				metrics: 'users',
				timeRange: 'custom',
				startTime: '2026-11-01',
				endTime: '2026-11-02',
			},
		});
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([{ users: 3 }]);
	});

	it.each([
		{},
		{ data: {} },
		{ flows: [], pages: [] },
		{ flows: ['flow-1'] },
		{ error: true, status: 404, details: [] },
		{ status: 400, title: 'Bad Request', flows: [] },
		{ status: '403', flows: [] },
		{ errors: [{ id: 'flow-1', name: 'x' }] },
		{ title: 'Bad Request', details: [] },
	])('is refused when it is ambiguous: %j', async (body) => {
		appcues.fake.fault({ path: '/flows', status: 200, body, times: Infinity });
		const { error } = await appcues.run({ type: 'appcuesFlow', parameters: all });
		expect(error?.message).toBe('Appcues returned something other than an array of flows');
		await expect(search('appcuesFlow', 'searchFlows')).rejects.toThrow('other than an array');
	});
});

describe('a 400 for wrong keys', () => {
	const run = async (type: string, parameters: IDataObject) => {
		const credentials = appcues.credentials({ apiSecret: `${SECRET}-wrong` });
		const { error, everything } = await appcues.run({ type, parameters, credentials });
		expect(everything).not.toContain(SECRET);
		expect(error?.message).toMatch(/^Appcues refused the request: /);
		return error?.description;
	};

	const isRead = ([title]: (typeof LISTS)[number]) => title !== 'user events';

	it.each(LISTS.filter(isRead))('points at the credential: %s', async (_, type, parameters) => {
		appcues.fake.badCredentials = 400;
		expect(await run(type, parameters)).toContain(
			"Only the credential can be wrong in this request. Check 'Account ID', 'API Key', 'API Secret' and 'Region'.",
		);
	});

	it('points at the credential in the lists of the editor', async () => {
		appcues.fake.badCredentials = 400;
		const credentials = appcues.credentials({ apiKey: 'wrong' });
		const failed = appcues.engine.search('appcuesFlow', 'searchFlows', credentials);
		await expect(failed).rejects.toMatchObject({
			description: expect.stringContaining('Only the credential can be wrong'),
		});
	});

	it.each([
		['appcuesEndUser', { operation: 'get', userId: 'user-ada' }],
		['appcuesEndUser', { operation: 'getEvents', userId: 'user-ada' }],
		['appcuesSegment', { operation: 'create', name: 'New' }],
		['appcuesFlow', { operation: 'get', flowId: { __rl: true, mode: 'id', value: 'x' } }],
	])('is not mentioned when the request itself may be wrong: %s %j', async (type, parameters) => {
		appcues.fake.badCredentials = 400;
		expect(await run(type, parameters)).not.toContain('credential');
	});

	it("is explained by the credential's own test", () => {
		const rules = new AppcuesApi().test.rules ?? [];
		const messages = rules.map(({ properties: { value, message } }) => [value, message]);
		expect(Object.fromEntries(messages)).toMatchObject({
			400: expect.stringMatching(/'Account ID', 'API Key', 'API Secret' and 'Region'/),
			401: expect.stringContaining("'API Secret'"),
			403: expect.stringContaining("'Account ID'"),
		});
	});
});

describe('NPS', () => {
	it('says that classic surveys are not listed', () => {
		const { properties } = appcues.engine.description('appcuesExperience');
		const text = JSON.stringify(properties);
		expect(text).toContain("NPS 2.0 surveys. Appcues doesn't list classic NPS surveys.");
		expect(text).toContain("an empty list doesn't mean there is no NPS");
	});
});

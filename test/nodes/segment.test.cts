import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesSegment';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const names = () => [...appcues.fake.account().segments.values()].map(({ name }) => name);

describe('Get', () => {
	it('returns the segment unchanged', async () => {
		const got = await run({ operation: 'get', segmentId: byId('seg-trial') });
		expect(got.json()).toEqual([
			expect.objectContaining({
				id: 'seg-trial',
				name: 'Trial accounts',
				created_at: expect.any(String),
			}),
		]);
		expect(appcues.fake.log).toHaveLength(1);
	});

	it('gets the segment of each item, in the order of the items', async () => {
		const ids = ['seg-trial', 'seg-power-users', 'seg-crm-customers', 'seg-trial'];
		const got = await run(
			{ operation: 'get', segmentId: byId('={{ $json.id }}') },
			ids.map((id) => ({ id })),
		);
		expect(got.json().map(({ id }) => id)).toEqual(ids);
		expect(got.paired()).toEqual([[0], [1], [2], [3]]);
	});

	it('stops at the first item that is not found and names it', async () => {
		const got = await run({ operation: 'get', segmentId: byId('={{ $json.id }}') }, [
			{ id: 'seg-trial' },
			{ id: 'seg gone' },
		]);
		expect(got.error).toMatchObject({
			message: 'Appcues has no segment with the ID "seg gone"',
			item: 1,
		});
	});

	it('continues with the others if set to', async () => {
		const got = await run(
			{ operation: 'get', segmentId: byId('={{ $json.id }}') },
			[{ id: 'seg-gone' }, { id: 'seg-trial' }, { id: '..' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(got.json(0).map(({ id }) => id)).toEqual(['seg-trial']);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ id: 'seg-gone', error: expect.stringContaining('no segment') }),
			expect.objectContaining({ id: '..', error: expect.stringContaining("'Segment'") }),
		]);
		expect(got.paired(1)).toEqual([[0], [2]]);
	});

	it('does not accept another object as a segment', async () => {
		appcues.fake.fault({ path: '/segments/seg-trial', garbage: 'wrong-type' });
		const got = await run({ operation: 'get', segmentId: byId('seg-trial') });
		expect(got.error?.message).toBe('Appcues returned something other than a segment');
	});
});

describe('Get Many', () => {
	it('returns all segments, paired with the item', async () => {
		const got = await run({ operation: 'getAll', returnAll: true });
		expect(got.json().map(({ name }) => name)).toEqual(names());
		expect(got.paired()).toEqual([[0], [0], [0]]);
	});

	it('returns as many as the limit', async () => {
		expect((await run({ operation: 'getAll', limit: 2 })).json()).toHaveLength(2);
	});

	it('returns 50 by default', async () => {
		for (let count = 0; count < 60; count += 1) {
			appcues.fake.account().createSegment({ name: `Segment ${count}` });
		}
		expect((await run({ operation: 'getAll' })).json()).toHaveLength(50);
		expect((await run({ operation: 'getAll', returnAll: true })).json()).toHaveLength(63);
	});

	it('filters by part of the name, ignoring case, before it applies the limit', async () => {
		const got = await run({ operation: 'getAll', limit: 1, filters: { name: ' POWER' } });
		expect(got.json().map(({ name }) => name)).toEqual(['Power users']);
	});

	it('runs once for each item', async () => {
		const got = await run({ operation: 'getAll', filters: { name: '={{ $json.name }}' } }, [
			{ name: 'trial' },
			{ name: 'nothing like it' },
			{ name: 'users' },
		]);
		expect(got.json().map(({ name }) => name)).toEqual(['Trial accounts', 'Power users']);
		expect(got.paired()).toEqual([[0], [2]]);
	});

	it('shows a hint if the expression of a filter returns nothing', async () => {
		const input = [{ name: 'trial' }, { name: ' ' }, {}];
		const filters = { name: '={{ $json.name }}' };
		const got = await run({ operation: 'getAll', returnAll: true, filters }, input);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/returned nothing, so they don't filter.*'Name' \(2 items, first item 1\)/,
			),
		]);
		const typed = await run({ operation: 'getAll', filters: { name: '' } });
		expect(typed.hints).toEqual([]);
	});

	it('refuses a filter from a mistake', async () => {
		const filters = { name: '={{ String($json.nmae) }}' };
		const got = await run({ operation: 'getAll', filters });
		expect(got.error?.message).toContain(`'Name' is "undefined"`);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([0, -1, 1.5, 'many'])('refuses a limit of %j', async (limit) => {
		const got = await run({ operation: 'getAll', limit });
		expect(got.error?.message).toContain("'Limit'");
		expect(appcues.fake.log).toEqual([]);
	});

	it('does not accept an object as a list', async () => {
		appcues.fake.fault({ path: '/segments', garbage: 'wrong-type' });
		const got = await run({ operation: 'getAll' });
		expect(got.error?.message).toBe('Appcues returned something other than an array of segments');
	});
});

describe('Create', () => {
	it('creates a segment', async () => {
		const got = await run({
			operation: 'create',
			name: ' Beta testers ',
			additionalFields: { description: 'From n8n' },
		});
		expect(got.json()).toEqual([
			expect.objectContaining({
				name: 'Beta testers',
				description: 'From n8n',
				id: expect.any(String),
			}),
		]);
		expect(names()).toContain('Beta testers');
	});

	it('refuses a name from a mistake before anything is created', async () => {
		const got = await run({ operation: 'create', name: '={{ String($json.nmae) }}' }, [
			{ name: 'A' },
		]);
		expect(got.error).toMatchObject({
			message: `'Name' is "undefined", which comes from an empty or mistyped value`,
			item: 0,
		});
		expect(appcues.fake.log).toEqual([]);
	});

	it('refuses an empty name before anything is created', async () => {
		const got = await run({ operation: 'create', name: '={{ $json.name }}' }, [
			{ name: 'A' },
			{ name: ' ' },
		]);
		expect(got.error).toMatchObject({ message: "'Name' is empty", item: 1 });
		expect(appcues.fake.log).toEqual([]);
	});

	it('accepts a response without a body', async () => {
		appcues.fake.fault({ method: 'POST', path: '/segments', garbage: 'empty' });
		const got = await run({ operation: 'create', name: 'Beta testers' });
		expect(got.json()).toEqual([{ name: 'Beta testers' }]);
	});

	it.each([
		{ reset: 'after' as const },
		{ status: 503, applied: true },
		{ garbage: 'html' as const },
	])('never creates a second one: %j is reported as unknown, with how to check', async (fault) => {
		appcues.fake.fault({ method: 'POST', path: '/segments', ...fault });
		const got = await run({ operation: 'create', name: 'Beta testers' });
		expect(got.error?.description).toContain('may or may not have processed this request');
		expect(got.error?.description).toContain(
			'Get Many Segments whether the segment "Beta testers" exists',
		);
		expect(names().filter((name) => name === 'Beta testers')).toHaveLength(1);
	});

	it('is retried after a 429', async () => {
		appcues.fake.fault({ method: 'POST', path: '/segments', status: 429 });
		const got = await run({ operation: 'create', name: 'Beta testers' });
		expect(got.error).toBeUndefined();
		expect(names().filter((name) => name === 'Beta testers')).toHaveLength(1);
	});
});

describe('Update', () => {
	it('changes only the given fields', async () => {
		const before = appcues.fake.account().segment('seg-power-users').description;
		const got = await run({
			operation: 'update',
			segmentId: byId('seg-power-users'),
			updateFields: { name: 'Champions' },
		});
		expect(got.json()).toEqual([
			expect.objectContaining({ id: 'seg-power-users', name: 'Champions', description: before }),
		]);
		expect(first(appcues.fake.log).body).toEqual({ name: 'Champions' });
	});

	it('clears a description', async () => {
		await run({
			operation: 'update',
			segmentId: byId('seg-power-users'),
			updateFields: { description: '' },
		});
		expect(appcues.fake.account().segment('seg-power-users').description).toBe('');
	});

	it('applies two changes of one segment in the order of the items', async () => {
		appcues.fake.fault({ method: 'PATCH', path: '/segments/seg-trial', delayMs: 5000 });
		await run(
			{
				operation: 'update',
				segmentId: byId('seg-trial'),
				updateFields: { name: '={{ $json.name }}' },
			},
			[{ name: 'first' }, { name: 'second' }, { name: 'third' }],
		);
		expect(names()).toContain('third');
	});

	it('sends nothing more once an item has failed', async () => {
		const segments = Array.from({ length: 60 }, (_, n) =>
			appcues.fake.account().createSegment({ name: `Segment ${n}` }),
		);
		appcues.fake.fault({ method: 'PATCH', path: first(segments).id, status: 400 });
		const got = await run(
			{ operation: 'update', segmentId: byId('={{ $json.id }}'), updateFields: { name: 'New' } },
			segments.map(({ id }) => ({ id })),
		);
		expect(got.error?.item).toBe(0);
		// Requests that were already sent may still succeed.
		expect(appcues.fake.log.length).toBeLessThan(30);
	});

	it.each([
		[{}, "'Update Fields' is empty"],
		[{ name: '' }, "'Name' is empty"],
		[{ name: '={{ "#REF!" }}' }, `'Name' is "#REF!", which comes from an empty or mistyped value`],
		[
			{ name: 'VIP', description: '={{ String({}) }}' },
			`'Description' is "[object Object]", which comes from an empty or mistyped value`,
		],
	])('refuses %j', async (updateFields, message) => {
		const got = await run({ operation: 'update', segmentId: byId('seg-trial'), updateFields });
		expect(got.error?.message).toBe(message);
		expect(appcues.fake.log).toEqual([]);
	});

	it('accepts a bare acknowledgement', async () => {
		appcues.fake.fault({
			method: 'PATCH',
			path: '/segments/seg-trial',
			status: 200,
			body: { status: 200, title: 'OK' },
			applied: true,
		});
		const got = await run({
			operation: 'update',
			segmentId: byId('seg-trial'),
			updateFields: { name: 'Trials' },
		});
		expect(got.json()).toEqual([{ id: 'seg-trial', name: 'Trials' }]);
	});
});

describe('Delete', () => {
	it('deletes the segment', async () => {
		const got = await run({ operation: 'delete', segmentId: byId('seg-trial') });
		expect(got.json()).toEqual([{ deleted: true, id: 'seg-trial' }]);
		expect(names()).not.toContain('Trial accounts');
	});

	it('reports a segment that does not exist', async () => {
		const got = await run({ operation: 'delete', segmentId: byId('seg-gone') });
		expect(got.error?.message).toBe('Appcues has no segment with the ID "seg-gone"');
	});

	it('treats a segment that is not found on a retry as deleted', async () => {
		appcues.fake.fault({ method: 'DELETE', path: '/segments/seg-trial', reset: 'after' });
		const got = await run({ operation: 'delete', segmentId: byId('seg-trial') });
		expect(got.json()).toEqual([{ deleted: true, id: 'seg-trial' }]);
		expect(appcues.fake.requests('DELETE')).toHaveLength(2);
	});

	it('does not do so after a 429 only', async () => {
		appcues.fake.fault({ method: 'DELETE', path: '/segments/seg-gone', status: 429 });
		const got = await run({ operation: 'delete', segmentId: byId('seg-gone') });
		expect(got.error?.message).toContain('no segment');
	});
});

describeEveryOperation(appcues, type);

describe('the credential', () => {
	it('reports an unknown host', async () => {
		const credentials = appcues.credentials({ baseUrl: 'http://127.0.0.1:9' });
		const got = await run({ operation: 'getAll' }, undefined, { credentials });
		expect(got.error?.message).toBe('Appcues could not be reached: ECONNREFUSED (5 attempts)');
		expect(got.error?.description).toContain('never reached Appcues');
	});

	it('ignores spaces pasted around the ID, the key and the secret', async () => {
		const credentials = appcues.credentials({
			accountId: ' 123456 ',
			apiKey: '\ttest-api-key',
			apiSecret: `${SECRET}\n`,
			baseUrl: `${appcues.fake.url}/ `,
		});
		const got = await run({ operation: 'getAll' }, undefined, { credentials });
		expect(got.error).toBeUndefined();
	});
});

describe('the list of segments', () => {
	const search = async (filter?: string, credentials = appcues.credentials()) =>
		await appcues.engine.search(type, 'searchSegments', credentials, filter);

	it('is sorted by name, ignoring case', async () => {
		appcues.fake.account().createSegment({ name: 'aardvark' });
		appcues.fake.account().createSegment({ name: 'Beta' });
		const all = (await search()).results.map(({ name }) => name);
		expect(all).toEqual([
			'aardvark',
			'Beta',
			'Customers from CRM',
			'Power users',
			'Trial accounts',
		]);
	});

	it('contains names and IDs', async () => {
		expect(await search()).toEqual({
			results: [
				{ name: 'Customers from CRM', value: 'seg-crm-customers' },
				{ name: 'Power users', value: 'seg-power-users' },
				{ name: 'Trial accounts', value: 'seg-trial' },
			],
		});
	});

	it('is searched ignoring case', async () => {
		expect((await search('crm')).results.map(({ value }) => value)).toEqual(['seg-crm-customers']);
	});

	it('shows an error instead of an empty list', async () => {
		const credentials = appcues.credentials({ apiSecret: 'wrong' });
		await expect(search('', credentials)).rejects.toThrow('did not accept the API key');
		await expect(search('', appcues.credentials({ accountId: '' }))).rejects.toThrow(
			"'Account ID'",
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesFlow';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const flows = () => [...appcues.fake.account().flows.values()];

const flow = (id: string) => appcues.fake.account().flows.get(id);

describe('Get', () => {
	it('returns what most workflows need of a flow', async () => {
		const [{ id }] = atLeast(1, flows());
		const got = await run({ operation: 'get', flowId: byId(id) });
		expect(Object.keys(first(got.json()))).toEqual([
			'id',
			'name',
			'published',
			'frequency',
			'tag_ids',
			'created_at',
			'updated_at',
			'url',
		]);
	});

	it('returns the flow unchanged when it is not simplified', async () => {
		const [{ id }] = atLeast(1, flows());
		const got = await run({ operation: 'get', flowId: byId(id), simplify: false });
		expect(got.json()).toEqual([flow(id)?.toJson()]);
	});

	it('names a flow that does not exist', async () => {
		const got = await run({ operation: 'get', flowId: byId('../segments') });
		expect(got.error?.message).toBe('Appcues has no flow with the ID "../segments"');
		expect(appcues.fake.log.map(({ path }) => path)).toEqual([
			'/v2/accounts/123456/flows/..%2Fsegments',
		]);
	});

	it('accepts a URL from Studio', async () => {
		const [{ id }] = atLeast(1, flows());
		const value = `https://studio.appcues.com/flows/${id}/settings`;
		const got = await run({ operation: 'get', flowId: { __rl: true, mode: 'url', value } });
		expect(first(got.json()).id).toBe(id);
	});
});

describe('Get Many', () => {
	const ids = async (filters: IDataObject) =>
		(await run({ operation: 'getAll', returnAll: true, filters })).json().map(({ id }) => id);

	it('filters by name, ignoring case', async () => {
		const [{ id, name }] = atLeast(1, flows());
		expect(await ids({ name: name.toUpperCase() })).toEqual([id]);
	});

	it('filters by status', async () => {
		const published = flows().filter((each) => each.published);
		const others = flows().filter((each) => !each.published);
		expect(published.length * others.length).toBeGreaterThan(0);
		expect(await ids({ published: 'true' })).toEqual(published.map(({ id }) => id));
		expect(await ids({ published: 'false' })).toEqual(others.map(({ id }) => id));
		expect(await ids({ published: 'any' })).toEqual(flows().map(({ id }) => id));
	});

	it('ignores a blank filter', async () => {
		expect(await ids({ published: '={{ "" }}', tagId: '' })).toEqual(flows().map(({ id }) => id));
	});

	it('filters by a tag', async () => {
		const tagged = flows().filter((each) => each.toJson().tag_ids.includes('tag-onboarding'));
		expect(tagged.length).toBeGreaterThan(0);
		expect(tagged.length).toBeLessThan(flows().length);
		expect(await ids({ tagId: ' tag-onboarding ' })).toEqual(tagged.map(({ id }) => id));
	});

	it('shows a hint if the expression of a filter returns nothing', async () => {
		const filters = { name: '={{ $json.flow }}', tagId: '={{ $json.tag }}' };
		const got = await run({ operation: 'getAll', returnAll: true, filters });
		expect(got.hints).toEqual([
			expect.stringMatching(/don't filter.*'Name' \(item 0\), 'Tag Name or ID' \(item 0\)\.$/),
		]);
	});

	it('filters before it applies the limit', async () => {
		const got = await run({ operation: 'getAll', limit: 1, filters: { published: 'false' } });
		expect(got.json()).toEqual([expect.objectContaining({ published: false })]);
	});

	it('refuses an unknown option', async () => {
		const got = await run(
			{ operation: 'getAll', filters: { published: '={{ $json.published }}' } },
			[{ published: 'maybe' }],
		);
		expect(got.error?.message).toBe(`'Published' is "maybe"`);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Publish and Unpublish', () => {
	it('publish each item’s flow, without a body', async () => {
		const drafts = flows().filter((each) => !each.published);
		const got = await run(
			{ operation: 'publish', flowId: byId('={{ $json.id }}') },
			drafts.map(({ id }) => ({ id })),
		);
		expect(got.json()).toEqual(drafts.map(({ id }) => ({ id, published: true })));
		expect(flows().every((each) => each.published)).toBe(true);
		expect(appcues.fake.log.every(({ bodyBytes }) => bodyBytes === 0)).toBe(true);
	});

	it('unpublish a flow', async () => {
		const shown = flows().find((each) => each.published);
		const got = await run({ operation: 'unpublish', flowId: byId(shown?.id ?? '') });
		expect(got.json()).toEqual([{ id: shown?.id, published: false }]);
		expect(shown?.published).toBe(false);
	});

	it('continue with the other flows if set to', async () => {
		const [{ id }] = atLeast(1, flows());
		const got = await run(
			{ operation: 'publish', flowId: byId('={{ $json.id }}') },
			[{ id: 'gone' }, { id }],
			{ onError: 'continueErrorOutput' },
		);
		expect(got.json(0)).toEqual([{ id, published: true }]);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ id: 'gone', error: 'Appcues has no flow with the ID "gone"' }),
		]);
	});

	it('are retried after a lost response, because publishing is idempotent', async () => {
		const draft = flows().find((each) => !each.published);
		appcues.fake.fault({ method: 'POST', path: '/publish', reset: 'after' });
		const got = await run({ operation: 'publish', flowId: byId(draft?.id ?? '') });
		expect(got.json()).toEqual([{ id: draft?.id, published: true }]);
		expect(appcues.fake.log).toHaveLength(2);
	});
});

describe('the list of flows', () => {
	it('is sorted by name, with search', async () => {
		const all = await appcues.engine.search(type, 'searchFlows', appcues.credentials());
		expect(all.results).toHaveLength(flows().length);
		const [{ name }] = atLeast(1, all.results);
		const some = await appcues.engine.search(type, 'searchFlows', appcues.credentials(), name);
		expect(some.results[0]).toEqual(all.results[0]);
	});
});

describeEveryOperation(appcues, type);

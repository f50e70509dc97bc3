import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAccount';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const tags = () => [...appcues.fake.account().tags.values()].map((tag) => tag.toJson());

describe('Get Tag', () => {
	it('returns the tag unchanged', async () => {
		const got = await run({ resource: 'tag', operation: 'getTag', tagId: byId('tag-growth') });
		expect(got.json()).toEqual(tags().filter(({ id }) => id === 'tag-growth'));
	});

	it('accepts a URL', async () => {
		const value = 'https://studio.appcues.com/settings/tags/tag-growth?from=flows';
		const got = await run({
			resource: 'tag',
			operation: 'getTag',
			tagId: { __rl: true, mode: 'url', value },
		});
		expect(first(got.json()).id).toBe('tag-growth');
	});

	it('names a tag that does not exist', async () => {
		const got = await run({ resource: 'tag', operation: 'getTag', tagId: byId('../jobs') });
		expect(got.error?.message).toBe('Appcues has no tag with the ID "../jobs"');
		expect(appcues.fake.log.map(({ path }) => path)).toEqual([
			'/v2/accounts/123456/tags/..%2Fjobs',
		]);
	});

	it('refuses .. before anything is sent', async () => {
		const got = await run({ resource: 'tag', operation: 'getTag', tagId: byId('..') });
		expect(got.error?.message).toContain(`'Tag' is ".."`);
		expect(appcues.fake.log).toEqual([]);
	});

	it('shows a list sorted by name, with search', async () => {
		const { engine } = appcues;
		const all = await engine.search(type, 'searchTags', appcues.credentials());
		expect(all.results.map(({ name }) => name)).toEqual(['Growth', 'Onboarding', 'Release notes']);
		const some = await engine.search(type, 'searchTags', appcues.credentials(), 'NOTES');
		expect(some.results).toEqual([{ name: 'Release notes', value: 'tag-release-notes' }]);
	});
});

describe('Get Many Tags', () => {
	it('returns an item for each, up to the limit', async () => {
		expect((await run({ resource: 'tag', operation: 'getAllTags' })).json()).toEqual(tags());
		expect((await run({ resource: 'tag', operation: 'getAllTags', limit: 2 })).json()).toEqual(
			tags().slice(0, 2),
		);
		const all = await run({ resource: 'tag', operation: 'getAllTags', returnAll: true, limit: 1 });
		expect(all.json()).toEqual(tags());
	});
});

describe('what all operations share', () => {
	it('quotes a response that is not a list of tags', async () => {
		appcues.fake.fault({ path: /tags/, garbage: 'wrong-type' });
		const got = await run({ resource: 'tag', operation: 'getAllTags' });
		expect(got.error?.description).toContain('unexpected');
	});
});

describeEveryOperation(appcues, type);

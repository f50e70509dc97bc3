import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { isoTime } from '../../nodes/AppcuesExperience/simplifyExperience';
import {
	EXPERIENCE_TYPES,
	type ExperienceType,
} from '../../dev/fake-appcues/model/experienceTypes.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesExperience';

const TYPES = Object.keys(EXPERIENCE_TYPES) as ExperienceType[];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const ofType = (experienceType: string) =>
	[...appcues.fake.account().experiences.values()].filter((each) => each.type === experienceType);

const experience = (id: string) => appcues.fake.account().experience(id);

const BANNER = { experienceType: 'banners', experienceId: byId('banner-sale') };

describe('Get', () => {
	it('returns what most workflows need, with times in the format of flows', async () => {
		const got = await run({ operation: 'get', ...BANNER });
		const { createdAt, updatedAt } = experience('banner-sale');
		expect(got.json()).toEqual([
			{
				id: 'banner-sale',
				name: 'Spring sale',
				type: 'banner',
				published: true,
				frequency: 'once',
				tag_ids: ['tag-growth'],
				created_at: new Date(createdAt).toISOString(),
				updated_at: new Date(updatedAt).toISOString(),
				url: expect.stringContaining('/banners/banner-sale'),
			},
		]);
	});

	it('returns the experience unchanged when it is not simplified', async () => {
		const got = await run({ operation: 'get', ...BANNER, simplify: false });
		expect(got.json()).toEqual([experience('banner-sale').toJson()]);
	});

	it.each(TYPES)('requests the selected type: %s', async (experienceType) => {
		const [{ id }] = atLeast(1, ofType(experienceType));
		const got = await run({ operation: 'get', experienceType, experienceId: byId(id) });
		expect(first(got.json()).id).toBe(id);
		expect(appcues.fake.log.map(({ path }) => path)).toEqual([
			`/v2/accounts/123456/${experienceType}/${id}`,
		]);
	});

	it('uses the type and the ID of each item', async () => {
		const input = TYPES.map((experienceType) => {
			const [{ id }] = atLeast(1, ofType(experienceType));
			return { kind: experienceType, id };
		});
		const got = await run(
			{
				operation: 'get',
				experienceType: '={{ $json.kind }}',
				experienceId: byId('={{ $json.id }}'),
			},
			input,
		);
		expect(got.json().map(({ id }) => id)).toEqual(input.map(({ id }) => id));
		expect(got.paired()).toEqual(input.map((_, item) => [item]));
	});

	it('refuses an unknown type, and points to the node for classic flows', async () => {
		const got = await run({ operation: 'get', ...BANNER, experienceType: '={{ $json.kind }}' }, [
			{ kind: 'flows' },
		]);
		expect(got.error).toMatchObject({ message: `'Experience Type' is "flows"`, item: 0 });
		expect(got.error?.description).toContain('Appcues Flow node');
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([
		['banners', 'Appcues has no banner with the ID "nope"'],
		['flows-v2', 'Appcues has no v2 flow with the ID "nope"'],
		['nps', 'Appcues has no NPS 2.0 survey with the ID "nope"'],
	])('names an experience that does not exist: %s', async (experienceType, message) => {
		const got = await run({ operation: 'get', experienceType, experienceId: byId('nope') });
		expect(got.error?.message).toBe(message);
	});

	it('quotes a response that is not an experience', async () => {
		appcues.fake.fault({ path: /embeds/, garbage: 'wrong-type' });
		const got = await run({
			operation: 'get',
			experienceType: 'embeds',
			experienceId: byId('embed-news'),
		});
		expect(got.error?.message).toBe('Appcues returned something other than an embed');
	});
});

describe('a URL from Studio', () => {
	/** With an expression, because n8n itself refuses an invalid fixed URL before the node runs. */
	const get = async (experienceType: string, url: string) =>
		await run({ operation: 'get', experienceType, experienceId: byUrl('={{ $json.url }}') }, [
			{ url },
		]);

	it.each(TYPES)('is accepted for its type: %s', async (experienceType) => {
		const [{ id }] = atLeast(1, ofType(experienceType));
		const url = `https://studio.appcues.com/${experienceType}/${id}/settings?from=list#top`;
		expect(first((await get(experienceType, url)).json()).id).toBe(id);
	});

	it.each([
		['banners', 'https://studio.appcues.com/accounts/1/banner/banner-sale'],
		['flows-v2', 'https://studio.appcues.com/flows/flow2-tour/analytics'],
		['mobile', 'https://studio.appcues.com/mobile/flows/mobile-welcome'],
		['mobile', 'https://studio.appcues.com/mobile-flows/mobile-welcome/settings'],
		['nps', 'https://studio.eu.appcues.com/nps/surveys/nps-quarterly'],
		['pins', 'https://studio.appcues.com/experiences/pins/pin-search'],
		['pins', 'https://studio.appcues.com/experiences/pin-search'],
	])('can have another form: %s, %s', async (experienceType, url) => {
		expect((await get(experienceType, url)).error).toBeUndefined();
	});

	it.each([
		['banners', 'https://studio.appcues.com/pins/pin-search', 'a banner'],
		['banners', 'https://studio.appcues.com/experiences/pins/pin-search', 'a banner'],
		['embeds', 'https://appcues.example.com/embeds/embed-news', 'an embed'],
		['nps', 'https://studio.appcues.com/nps/', 'an NPS 2.0 survey'],
	])('of something else is refused before anything is sent: %s, %s', async (kind, url, noun) => {
		const got = await get(kind, url);
		expect(got.error?.message).toBe(`'Experience' is not the URL of ${noun} in Appcues`);
		expect(appcues.fake.log).toEqual([]);
	});

	it('returns the ID that it was made from', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...TYPES),
				fc.uuid(),
				fc.constantFrom('', '/settings', '/analytics?tab=1', '#x'),
				async (experienceType, id, rest) => {
					appcues.fake.log.length = 0;
					await get(experienceType, `https://studio.appcues.com/${experienceType}/${id}${rest}`);
					expect(appcues.fake.log.map(({ path }) => path)).toEqual([
						`/v2/accounts/123456/${experienceType}/${id}`,
					]);
				},
			),
			{ numRuns: 20 },
		);
	});
});

describe('Get Many', () => {
	const ids = async (experienceType: string, filters: IDataObject = {}, rest = {}) =>
		(await run({ operation: 'getAll', experienceType, filters, ...rest }))
			.json()
			.map(({ id }) => id);

	it.each(TYPES)('lists one type: %s', async (experienceType) => {
		expect(await ids(experienceType)).toEqual(ofType(experienceType).map(({ id }) => id));
	});

	it('filters by name, status and tag before it applies the limit', async () => {
		expect(await ids('pins', { name: 'FILTERS' })).toEqual(['pin-filter']);
		expect(await ids('pins', { published: 'false' }, { limit: 1 })).toEqual(['pin-filter']);
		expect(await ids('pins', { tagId: 'tag-growth' })).toEqual(['pin-search']);
		expect(await ids('pins', {}, { limit: 1 })).toEqual(['pin-search']);
	});

	it('returns at most ten fields when simplified', async () => {
		const parameters = { operation: 'getAll', experienceType: 'checklists' };
		const simple = await run(parameters);
		const raw = await run({ ...parameters, simplify: false });
		for (const json of simple.json()) expect(Object.keys(json).length).toBeLessThanOrEqual(10);
		expect(raw.json()).toEqual(ofType('checklists').map((each) => each.toJson()));
	});

	it('lists a type for each item', async () => {
		const got = await run({ operation: 'getAll', experienceType: '={{ $json.kind }}' }, [
			{ kind: 'pins' },
			{ kind: 'nps' },
		]);
		expect(got.json().map(({ id }) => id)).toEqual([
			'pin-search',
			'pin-filter',
			'nps-quarterly',
			'nps-trial',
		]);
		expect(got.paired()).toEqual([[0], [0], [1], [1]]);
	});
});

describe('the times of a simplified experience', () => {
	it('become ISO 8601 when they are milliseconds, also as strings', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date(1e11), noInvalidDate: true }), (date) => {
				expect(isoTime(date.getTime())).toBe(date.toISOString());
				expect(isoTime(date.toISOString())).toBe(date.toISOString());
			}),
		);
		expect(isoTime(1_768_478_400)).toBe('2026-01-15T12:00:00.000Z');
		expect(isoTime('1768478400000')).toBe('2026-01-15T12:00:00.000Z');
	});

	it.each([null, undefined, '', 'yesterday', '2026', Number.NaN, 1e300, true])(
		'stay unchanged when they are not times: %p',
		(value) => {
			expect(isoTime(value)).toBe(value);
		},
	);
});

describe('Publish and Unpublish', () => {
	it.each(TYPES)('change one of its type, without a body: %s', async (experienceType) => {
		const [shown, draft] = atLeast(2, ofType(experienceType));
		const name = { experienceType, experienceId: byId('={{ $json.id }}') };
		const published = await run({ operation: 'publish', ...name }, [{ id: draft.id }]);
		const hidden = await run({ operation: 'unpublish', ...name }, [{ id: shown.id }]);
		expect(published.json()).toEqual([{ id: draft.id, published: true }]);
		expect(hidden.json()).toEqual([{ id: shown.id, published: false }]);
		expect([draft.published, shown.published]).toEqual([true, false]);
		expect(appcues.fake.log.every(({ bodyBytes }) => bodyBytes === 0)).toBe(true);
	});

	it('are retried after a lost response, because publishing is idempotent', async () => {
		appcues.fake.fault({ method: 'POST', path: '/publish', reset: 'after' });
		const got = await run({ operation: 'publish', ...BANNER });
		expect(got.json()).toEqual([{ id: 'banner-sale', published: true }]);
		expect(appcues.fake.log).toHaveLength(2);
	});
});

describe('the list of experiences', () => {
	const search = async (experienceType: unknown, filter?: string) => {
		const { engine } = appcues;
		const parameters = { experienceType } as IDataObject;
		return await engine.search(
			type,
			'searchExperiences',
			appcues.credentials(),
			filter,
			parameters,
		);
	};

	it.each(TYPES)('shows the selected type, sorted by name: %s', async (experienceType) => {
		const { results } = await search(experienceType);
		const names = ofType(experienceType).map(({ name }) => name);
		expect(results.map(({ name }) => name)).toEqual(names.sort((a, b) => a.localeCompare(b)));
	});

	it('can be searched by name', async () => {
		const { results } = await search('pins', 'FILTERS');
		expect(results).toEqual([{ name: 'Filters explained', value: 'pin-filter' }]);
	});

	it('shows an error instead of an empty list', async () => {
		appcues.fake.fault({ path: /pins/, status: 403 });
		await expect(search('pins')).rejects.toThrow('does not allow this API key');
		await expect(search('={{ $json.kind }}')).rejects.toThrow('is an expression');
		await expect(search(undefined)).rejects.toThrow("'Experience Type' is");
	});

	it('reloads when another type is selected', () => {
		const { properties } = appcues.engine.description(type);
		const fields = properties.filter(({ name }) => name === 'experienceId');
		expect(fields.length).toBeGreaterThan(0);
		for (const { typeOptions } of fields) {
			expect(typeOptions).toEqual({ loadOptionsDependsOn: ['experienceType'] });
		}
	});
});

describeEveryOperation(appcues, type);

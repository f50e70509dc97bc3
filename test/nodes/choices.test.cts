import { describe, expect, it } from '@jest/globals';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const load = async (type: string, method: string) =>
	await appcues.engine.loadOptions(type, method, appcues.credentials());

describe.each(['appcuesFlow', 'appcuesExperience'])('The list of tags of %s', (type) => {
	it('has all tags by name', async () => {
		const tags = await load(type, 'getTags');
		expect(tags).toContainEqual({ name: 'Growth', value: 'tag-growth' });
		const names = tags.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('shows the reason when Appcues refuses it', async () => {
		appcues.fake.fault({ path: /tags$/, status: 403, times: Infinity });
		await expect(load(type, 'getTags')).rejects.toMatchObject({ name: 'NodeApiError' });
	});
});

describe.each(['appcuesExport', 'appcuesAnalytics'])('The list of surveys of %s', (type) => {
	const surveys = async () => await load(type, 'getSurveys');

	/** A classic survey, as analytics shows it: NPS 2.0 surveys have no `flow_id`. */
	const classic = (...ids: string[]) => {
		const rows = ids.map((id) => ({ flow_id: id, name: 'appcues:nps_score', events: 3, users: 2 }));
		appcues.fake.fault({ path: /analytics/, status: 200, body: JSON.stringify(rows) });
	};

	it('has NPS 2.0 and classic surveys by name', async () => {
		classic('flow-welcome', 'flow-gone', '', 'flow-gone');
		const options = await surveys();
		expect(options).toContainEqual({ name: 'Quarterly NPS (NPS 2.0)', value: 'nps-quarterly' });
		expect(options).toContainEqual({ name: 'Welcome tour (classic)', value: 'flow-welcome' });
		expect(options.filter(({ value }) => value === 'flow-gone')).toEqual([
			{ name: 'flow-gone (classic)', value: 'flow-gone' },
		]);
		expect(options.some(({ value }) => value === '')).toBe(false);
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('asks analytics as Appcues recommends', async () => {
		await surveys();
		const [request] = appcues.fake.requests('POST', '/analytics/query');
		expect(request?.body).toMatchObject({
			metrics: ['events', 'users'],
			dimensions: ['flow_id', 'name'],
			conditions: [['name', 'like', 'appcues:nps_%']],
		});
	});

	it('has the IDs of classic surveys without the list of flows', async () => {
		classic('flow-welcome');
		appcues.fake.fault({ path: /flows$/, status: 403, times: Infinity });
		expect(await surveys()).toContainEqual({
			name: 'flow-welcome (classic)',
			value: 'flow-welcome',
		});
	});

	it('says which kind is missing, and why', async () => {
		appcues.fake.fault({ path: /analytics/, status: 403, times: Infinity });
		const [note, ...options] = await surveys();
		expect(note?.name).toBe('⚠ Not available: classic surveys');
		expect(options.every(({ name }) => name.endsWith('(NPS 2.0)'))).toBe(true);
		appcues.fake.fault({ path: /nps$/, status: 403, times: Infinity });
		await expect(surveys()).rejects.toMatchObject({ name: 'NodeApiError' });
	});
});

import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const PATHS = 'flows flows-v2 pins banners launchpads mobile nps checklists embeds'.split(' ');

describe('The list of experiences in the trigger', () => {
	const appcues = useAppcues();
	useFastTime();

	const load = async () =>
		await appcues.engine.loadOptions('appcuesTrigger', 'getExperiences', appcues.credentials());

	const refuse = (path: string, status: number) => {
		appcues.fake.fault({ method: 'GET', path: new RegExp(`/${path}$`), status, times: Infinity });
	};

	it('has the experiences of every kind, by name', async () => {
		const options = await load();
		expect(options).toContainEqual({ name: 'Welcome tour (Flow)', value: 'flow-welcome' });
		expect(options).toContainEqual({ name: 'Dashboard tour (Flow V2)', value: 'flow2-tour' });
		expect(options).toContainEqual({ name: 'Quarterly NPS (NPS 2.0)', value: 'nps-quarterly' });
		expect(options).toContainEqual({ name: 'Spring sale (Banner)', value: 'banner-sale' });
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		for (const kind of ['Checklist', 'Embed', 'Launchpad', 'Mobile', 'Pin']) {
			expect(names.filter((name) => name.endsWith(`(${kind})`))).not.toEqual([]);
		}
		expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
	});

	it('has the other kinds when Appcues refuses some', async () => {
		for (const path of ['flows', 'nps', 'mobile']) refuse(path, 403);
		const [note, ...options] = await load();
		expect(note).toEqual({
			name: '⚠ Not available: flows, mobile experiences, NPS 2.0 surveys',
			value: expect.any(String),
			description: expect.stringMatching(/permission|refused|allow/i),
		});
		const values = options.map(({ value }) => value);
		expect(values).toContain('flow2-tour');
		expect(values).not.toContain('flow-welcome');
	});

	it('notes each reason once', async () => {
		refuse('flows', 403);
		refuse('pins', 500);
		refuse('nps', 403);
		const notes = (await load()).filter(({ name }) => name.startsWith('⚠'));
		expect(notes.map(({ name }) => name)).toEqual([
			'⚠ Not available: flows, NPS 2.0 surveys',
			'⚠ Not available: pins',
		]);
		expect(new Set(notes.map(({ value }) => value)).size).toBe(2);
	});

	it('shows the reason when Appcues refuses all', async () => {
		for (const path of PATHS) refuse(path, 403);
		await expect(load()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/permission|refused|allow/i),
		});
	});

	it('shows what is missing without a credential', async () => {
		const loading = appcues.engine.loadOptions('appcuesTrigger', 'getExperiences', {});
		await expect(loading).rejects.toThrow(/credential/i);
	});
});

describe('An expression', () => {
	const appcues = useAppcues();

	const activate = async ({ experienceIds, ...lists }: IDataObject) => {
		const host = await appcues.engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], ...lists, options: { experienceIds, verifySignature: false } },
			credentials: appcues.credentials(),
		});
		await host.activate().finally(async () => await host.close());
	};

	it.each([
		['experienceIds', '={{ "" }}', 'Experience Names or IDs'],
		['experienceIds', '={{ undefined }}', 'Experience Names or IDs'],
		['events', '={{ "" }}', 'Events'],
		['customEvents', '={{ undefined }}', 'Custom Events'],
	])('in %s that returns nothing is refused: %s', async (name, value, label) => {
		await expect(activate({ [name]: value })).rejects.toThrow(`'${label}' is empty`);
	});

	it.each(['experienceIds', 'events', 'customEvents'])(
		'in %s that returns an empty array means all',
		async (name) => {
			await expect(activate({ [name]: '={{ [] }}' })).resolves.toBeUndefined();
		},
	);

	it('that returns nothing beside chosen events is fine', async () => {
		const lists = { events: ['flow_started'], customEvents: '={{ "" }}' };
		await expect(activate(lists)).resolves.toBeUndefined();
	});
});

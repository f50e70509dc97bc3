import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { WIRE_EVENTS } from '../../dev/fake-appcues/model/wireEvents.cjs';
import { sendWebhook } from '../../dev/fake-appcues/webhooks.cjs';
import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { inUsRegion } from '../support/usRegion.cjs';

const appcues = useAppcues();
useFastTime();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const FLOW_PAGE = 'https://studio.appcues.com/flows/flow-welcome/settings';

const inUs = async (type: string, parameters: IDataObject) =>
	await inUsRegion(appcues, async (credentials) => {
		const outcome = await appcues.run({ type, parameters, credentials });
		expect(outcome.error).toBeUndefined();
		return outcome.json();
	});

const GET_FLOW = { operation: 'get', flowId: byId('flow-welcome') };

describe('studioUrl', () => {
	it('is in flows of an account in the US', async () => {
		expect(first(await inUs('appcuesFlow', GET_FLOW)).studioUrl).toBe(FLOW_PAGE);
		const flows = await inUs('appcuesFlow', { operation: 'getAll' });
		for (const { id, studioUrl } of flows) {
			expect(studioUrl).toBe(`https://studio.appcues.com/flows/${String(id)}/settings`);
		}
	});

	it('is not in raw data, which is what Appcues sent', async () => {
		const [raw] = await inUs('appcuesFlow', { ...GET_FLOW, simplify: false });
		expect(raw).toMatchObject({ id: 'flow-welcome', url: expect.any(String) });
		expect(raw).not.toHaveProperty('studioUrl');
	});

	it('is unknown behind a base URL, which can lead to any region', async () => {
		const { run } = appcues;
		const [flow] = (await run({ type: 'appcuesFlow', parameters: GET_FLOW })).json();
		expect(flow).toMatchObject({ id: 'flow-welcome' });
		expect(flow).not.toHaveProperty('studioUrl');
	});

	it('is in NPS 2.0 surveys, and in no other experiences, whose pages are unknown', async () => {
		const all = async (experienceType: string) =>
			(await inUs('appcuesExperience', { operation: 'getAll', experienceType })).map(
				({ studioUrl }) => studioUrl,
			);
		expect(new Set(await all('nps'))).toContain(
			'https://studio.appcues.com/nps/nps-quarterly/edit',
		);
		for (const type of ['banners', 'checklists', 'flows-v2', 'pins', 'launchpads', 'mobile']) {
			const urls = await all(type);
			expect(urls.length).toBeGreaterThan(0);
			expect(new Set(urls)).toEqual(new Set([undefined]));
		}
	});

	/** Sends an event to a trigger and returns its item. */
	async function triggered(
		event: { name: string; attributes: Readonly<Record<string, unknown>> },
		credential?: IDataObject,
		options: IDataObject = {},
	): Promise<IDataObject> {
		const host = await appcues.engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], customEvents: '', options },
			credentials: credential
				? { appcuesApi: { webhookSecret: 'secret', ...(credential as Record<string, string>) } }
				: {},
			workflow: `studio ${Math.random()}`,
		});
		try {
			const changes = { timestamp: new Date().toISOString(), attributes: event.attributes };
			await sendWebhook(host.url, { name: event.name, changes, secret: 'secret' });
			return first(host.items);
		} finally {
			await host.close();
		}
	}

	const known = (name: string, about?: string) =>
		first(WIRE_EVENTS.filter((each) => each.name === `appcues:${name}` && each.about === about));

	it.each([
		['flow_completed', undefined, FLOW_PAGE],
		['form_submitted', undefined, FLOW_PAGE],
		['v2:step_interaction', 'a score', /^https:\/\/studio\.appcues\.com\/nps\/[^/]+\/edit$/],
	] as const)('is in the event %s (%s)', async (name, about, url) => {
		expect((await triggered(known(name, about), { region: 'us' })).studioUrl).toEqual(
			url instanceof RegExp ? expect.stringMatching(url) : url,
		);
	});

	it.each([
		['nps_score', undefined],
		['nps_survey_started', undefined],
		['checklist_completed', undefined],
		['v2:experience_started', 'a web flow'],
		['v2:experience_started', 'a mobile flow'],
		['v2:experience_dismissed', 'a banner'],
		['v2:step_interaction', 'a click on a pin'],
		['session_started', undefined],
	] as const)('is not in the event %s (%s), whose page is unknown', async (name, about) => {
		const item = await triggered(known(name, about), { region: 'us' });
		expect(item).toMatchObject({ event: `appcues:${name}` });
		expect(item).not.toHaveProperty('studioUrl');
	});

	it.each(['satisfaction-survey', 'persistent', 'something new'])(
		'is not in the event of a classic flow of the type %s',
		async (flowType) => {
			const { name, attributes } = known('flow_completed');
			const event = { name, attributes: { ...attributes, flowType } };
			expect(await triggered(event, { region: 'us' })).not.toHaveProperty('studioUrl');
		},
	);

	it.each([
		['in the EU', { region: 'eu' }],
		['behind a base URL', { region: 'custom', baseUrl: 'https://proxy.example.com' }],
	])('is not in events of an account %s', async (_, credential) => {
		const item = await triggered(known('flow_completed'), credential);
		expect(item).toMatchObject({ experienceId: 'flow-welcome' });
		expect(item).not.toHaveProperty('studioUrl');
	});

	it('is not in events of a trigger without a credential, whose region is unknown', async () => {
		const item = await triggered(known('flow_completed'), undefined, { verifySignature: false });
		expect(item).toMatchObject({ experienceId: 'flow-welcome' });
		expect(item).not.toHaveProperty('studioUrl');
	});

	it.each(['..', '\ud800'])('is not in the event of a flow with the ID %j', async (flowId) => {
		const { name, attributes } = known('flow_completed');
		const item = await triggered({ name, attributes: { ...attributes, flowId } }, { region: 'us' });
		expect(item).toMatchObject({ event: 'appcues:flow_completed' });
		expect(item).not.toHaveProperty('studioUrl');
	});

	it('encodes IDs', async () => {
		const { name, attributes } = known('flow_completed');
		const event = { name, attributes: { ...attributes, flowId: 'a b/../c?d' } };
		expect((await triggered(event, { region: 'us' })).studioUrl).toBe(
			'https://studio.appcues.com/flows/a%20b%2F..%2Fc%3Fd/settings',
		);
	});
});

import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { Poller } from '../../../dev/engine/engine.cjs';
import type { EventInput } from '../../../dev/fake-appcues/model/event.cjs';
import { SECRET, useAppcues, useFastTime } from '../../support/appcues.cjs';

const TYPE = 'appcuesEventTrigger';
const MINUTE = 60_000;

const test = useAppcues();
useFastTime();

/** @param staticData what n8n has stored */
function trigger(parameters: IDataObject = {}, staticData?: IDataObject): Poller {
	return test.engine.poller({
		...{ type: TYPE, parameters, credentials: test.credentials() },
		...(staticData && { staticData }),
	});
}

/** A trigger that was just published. */
async function published(parameters: IDataObject = {}): Promise<Poller> {
	const poller = trigger(parameters);
	expect(await poller.poll()).toBeNull();
	return poller;
}

/** Adds an event that happened some seconds after the start of the last minute. */
function happens(event: Partial<EventInput> = {}, ago = 0): void {
	test.fake.account().people.addEvent({
		...{ userId: 'user-ada', name: 'appcues:flow_completed', at: Date.now() - ago },
		attributes: { flowId: 'flow-welcome', flowName: 'Welcome' },
		...event,
	});
}

const later = (ms = MINUTE) => jest.setSystemTime(Date.now() + ms);
const queries = () => test.fake.requests('POST', '/analytics/query');
const json = async (poller: Poller) => (await poller.poll())?.map((item) => item.json) ?? null;

describe('polls', () => {
	it('return the events since the workflow was published, once and oldest first', async () => {
		happens({ userId: 'before' }, 5 * MINUTE);
		const poller = await published();
		later();
		happens({ userId: 'user-b' }, 1000);
		happens({ userId: 'user-a' }, 2000);
		later();
		expect(await json(poller)).toMatchObject([{ userId: 'user-a' }, { userId: 'user-b' }]);
		later();
		expect(await poller.poll()).toBeNull();
		happens({ userId: 'late' }, 2 * MINUTE);
		later();
		expect(await json(poller)).toMatchObject([{ userId: 'late' }]);
	});

	it('send one request when nothing is new', async () => {
		const poller = await published();
		later();
		const before = queries().length;
		expect(await poller.poll()).toBeNull();
		expect(queries()).toHaveLength(before + 1);
	});

	it('return events in the shape of the Appcues Trigger', async () => {
		const poller = await published();
		later();
		const at = Date.now();
		happens({
			at,
			name: 'appcues:v2:step_interaction',
			groupId: 'acme',
			attributes: {
				...{ experienceId: 'survey-2', experienceName: 'NPS', experienceType: 'nps' },
				interactionData: { surveyResponses: [{ type: 'nps_score', value: '9' }] },
			},
		});
		later();
		expect(await json(poller)).toEqual([
			{
				event: 'appcues:v2:step_interaction',
				group: 'NPS',
				userId: 'user-ada',
				groupId: 'acme',
				timestamp: new Date(at).toISOString(),
				experienceId: 'survey-2',
				experienceName: 'NPS',
				npsScore: 9,
				attributes: expect.anything(),
			},
		]);
	});

	it('return only the chosen events and experiences', async () => {
		const poller = await published({
			eventNames: ['appcues:flow_completed'],
			options: { experienceIds: ['flow-welcome', 'https://studio.appcues.com/flows/flow-other'] },
		});
		later();
		happens();
		happens({ attributes: { flowId: 'flow-unwanted' } });
		happens({ attributes: { flowId: 'flow-other' } });
		happens({ name: 'appcues:flow_started' });
		later();
		expect(await json(poller)).toMatchObject([
			{ experienceId: 'flow-welcome' },
			{ experienceId: 'flow-other' },
		]);
	});

	it('return equal events as often as they happened, more than one response holds', async () => {
		const poller = await published();
		later();
		const at = Date.now();
		for (let n = 0; n < 1_500; n += 1) happens({ at, userId: `user-${n % 3}` });
		for (let n = 0; n < 1_200; n += 1) happens({ at: at + n * 10 });
		later();
		expect(await poller.poll()).toHaveLength(2_700);
		happens({ at, userId: 'user-0' });
		later();
		expect(await json(poller)).toMatchObject([{ userId: 'user-0' }]);
		later();
		expect(await poller.poll()).toBeNull();
	});

	it('go on after a restart and after an outage of hours', async () => {
		const before = await published();
		later();
		happens({ userId: 'known' });
		later();
		expect(await json(before)).toMatchObject([{ userId: 'known' }]);
		const poller = trigger({}, before.stored());
		happens({ userId: 'while n8n was down' }, 30_000);
		later(3 * 60 * MINUTE);
		test.fake.fault({ method: 'POST', path: '/analytics/query', status: 503, times: Infinity });
		await expect(poller.poll()).rejects.toThrow(/503/);
		test.fake.clearFaults();
		later();
		expect(await json(poller)).toMatchObject([{ userId: 'while n8n was down' }]);
	});

	it('never run side by side', async () => {
		const poller = await published();
		later();
		happens();
		later();
		const both = await Promise.all([json(poller), json(poller)]);
		expect(both.filter((items) => items !== null)).toHaveLength(1);
	});

	it('return the raw rows without Simplify', async () => {
		const poller = await published({ options: { simplify: false } });
		later();
		happens();
		later();
		expect(await json(poller)).toMatchObject([
			{ name: 'appcues:flow_completed', user_id: 'user-ada', flow_id: 'flow-welcome' },
		]);
	});
});

describe('an account whose analytics return only the verified columns', () => {
	it('still starts the workflow, with fewer fields', async () => {
		test.fake.rawColumns = 'verified';
		const poller = await published();
		later();
		const before = queries().length;
		happens({ name: 'appcues:nps_score', attributes: { score: 3, flowId: 'nps' } });
		later();
		expect(await json(poller)).toMatchObject([{ userId: 'user-ada', npsScore: 3 }]);
		expect(queries()).toHaveLength(before + 1);
		test.fake.rawColumns = 'all';
		later(25 * 60 * MINUTE);
		happens();
		later();
		expect(await json(poller)).toMatchObject([{ experienceId: 'flow-welcome' }]);
	});

	it('refuses a choice of experiences, since it would never match', async () => {
		test.fake.rawColumns = 'verified';
		const poller = trigger({ options: { experienceIds: ['flow-welcome'] } });
		await expect(poller.poll()).rejects.toThrow(/don't say which experience/);
	});
});

describe('what is refused when the workflow is published', () => {
	it('is a wrong secret, without showing it', async () => {
		const { appcuesApi } = test.credentials();
		const poller = test.engine.poller({
			...{ type: TYPE, parameters: {} },
			credentials: { appcuesApi: { ...appcuesApi, apiKey: 'wrong' } },
		});
		const thrown: unknown = await poller.poll().catch((error: unknown) => error);
		expect(String(thrown)).toMatch(/did not accept the API key/);
		expect(JSON.stringify(thrown)).not.toContain(SECRET);
	});

	it.each(['={{ "" }}', '={{ undefined }}', '={{ " , " }}'])(
		'is an expression for the experiences that returns nothing: %s',
		async (experienceIds) => {
			const poller = trigger({ options: { experienceIds } });
			await expect(poller.poll()).rejects.toThrow(/'Experience Names or IDs' is empty/);
			expect(queries()).toEqual([]);
		},
	);

	it.each([0, -5, 'soon', 100_000])('is a look back of %j minutes', async (lookBack) => {
		const poller = trigger({ options: { lookBack } });
		await expect(poller.poll()).rejects.toThrow(/Look Back/);
		expect(queries()).toEqual([]);
	});
});

it('starts for all experiences if the expression returns an empty array', async () => {
	const poller = await published({ options: { experienceIds: '={{ [] }}' } });
	later();
	happens();
	later();
	expect(await poller.poll()).toHaveLength(1);
});

describe('a test from the editor', () => {
	const manual = (parameters: IDataObject) =>
		test.engine.poller({
			...{ type: TYPE, parameters, credentials: test.credentials(), mode: 'manual' },
		});

	it('shows the latest events, the newest first, and leaves the polls alone', async () => {
		for (let n = 0; n < 12; n += 1) happens({ userId: `user-${n}` }, n * 1000);
		const poller = manual({});
		const items = await json(poller);
		expect(items?.map(({ userId }) => userId)).toEqual(
			Array.from({ length: 10 }, (_, n) => `user-${n}`),
		);
		expect(poller.stored()).toEqual({ 'node:Appcues': {} });
	});

	it('looks further back when a day has none, and says so when there are none at all', async () => {
		happens({ name: 'rare' }, 20 * 24 * 60 * MINUTE);
		expect(await json(manual({ eventNames: ['rare'] }))).toMatchObject([{ event: 'rare' }]);
		await expect(manual({ eventNames: ['unknown'] }).poll()).rejects.toThrow(
			/No event of the last 30 days/,
		);
	});
});

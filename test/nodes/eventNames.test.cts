import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const NODES = ['appcuesExport', 'appcuesAnalytics'] as const;

const list = async (type: (typeof NODES)[number] = 'appcuesExport') =>
	await appcues.engine.loadOptions(type, 'getEventNames', appcues.credentials());

const exported = (rest: IDataObject): IDataObject => ({
	operation: 'events',
	timeRange: 'last30Days',
	waitForCompletion: false,
	...rest,
});

async function conditions(type: string, parameters: IDataObject, input?: IDataObject[]) {
	const run = await appcues.run({ type, parameters, input });
	expect(run.error).toBeUndefined();
	return (appcues.fake.log.at(-1)?.body as IDataObject).conditions;
}

describe.each(NODES)('The list of event names of %s', (type) => {
	it("has the account's events by frequency, then those of Appcues", async () => {
		const choices = await list(type);
		expect(choices.slice(0, 2)).toEqual([
			{
				name: 'Signed up',
				value: 'Signed up',
				description: '4 events by 4 users in the last 30 days',
			},
			{
				name: 'Created report',
				value: 'Created report',
				description: '3 events by 3 users in the last 30 days',
			},
		]);
		const values = choices.map(({ value }) => value);
		expect(values).toContain('appcues:v2:step_interaction');
		expect(new Set(values).size).toBe(values.length);
		expect(values.filter((value) => !/\S/.test(String(value)))).toEqual([]);
	});
});

describe('The list of event names', () => {
	it.each([403, 404, 429, 500])(
		'has those of Appcues and the reason after a %i',
		async (status) => {
			appcues.fake.fault({ path: /analytics/, status, times: Infinity });
			const [note, ...known] = await list();
			expect(note?.name).toBe("⚠ Not available: your account's own events");
			expect(note?.description).toMatch(/Appcues|API/);
			expect(known.map(({ value }) => value)).toContain('appcues:flow_completed');
			expect(known.every(({ value }) => String(value).startsWith('appcues:'))).toBe(true);
			const run = await appcues.run({
				type: 'appcuesExport',
				parameters: exported({ eventNames: ['appcues:flow_completed', note?.value as string] }),
			});
			expect(run.error?.message).toContain("'Event Names or IDs' contains a note about the list");
			expect(appcues.fake.requests('POST', /export/)).toEqual([]);
		},
	);

	it('is an error without a credential', async () => {
		await expect(appcues.engine.loadOptions('appcuesExport', 'getEventNames', {})).rejects.toThrow(
			/credential/i,
		);
	});

	it('skips rows without a name, and events that did not happen', async () => {
		const body = JSON.stringify([
			{ name: '', events: 9, users: 9 },
			{ name: 'Paid', events: '1200', users: '1' },
			{ name: 'Old', events: 0, users: 0 },
		]);
		appcues.fake.fault({ path: /analytics/, status: 200, body });
		const [paid, next] = await list();
		expect(paid).toMatchObject({
			value: 'Paid',
			description: '1,200 events by 1 user in the last 30 days',
		});
		expect(next?.value).toMatch(/^appcues:/);
	});
});

describe('Event names become a condition', () => {
	it.each<[unknown, string[]]>([
		[['Signed up'], ['Signed up']],
		[
			['Signed up', 'Sent, twice', 'Signed up'],
			['Signed up', 'Sent, twice'],
		],
		['Signed up, Created report', ['Signed up', 'Created report']],
		['={{ ["Signed up", " Paid "] }}', ['Signed up', 'Paid']],
		['={{ "Signed up, Paid" }}', ['Signed up', 'Paid']],
		['={{ $json.names }}', ['One', 'Two']],
	])('%j', async (eventNames, names) => {
		const rest = { eventNames } as IDataObject;
		const input = [{ names: ['One', 'Two'] }];
		expect(await conditions('appcuesExport', exported(rest), input)).toEqual([
			['name', 'in', names],
		]);
		const query = { operation: 'query', metrics: ['events'], ...rest };
		expect(await conditions('appcuesAnalytics', query, input)).toEqual([['name', 'in', names]]);
	});

	it('before the other conditions', async () => {
		const parameters = exported({
			eventNames: ['Signed up'],
			conditions: { condition: [{ field: 'user_id', operator: 'equals', value: 'user-ada' }] },
		});
		expect(await conditions('appcuesExport', parameters)).toEqual([
			['name', 'in', ['Signed up']],
			['user_id', '==', 'user-ada'],
		]);
	});

	it.each([[[]], [''], ['={{ [] }}']])('none for %j', async (none) => {
		expect(await conditions('appcuesExport', exported({ eventNames: none }))).toEqual([]);
	});

	it.each([
		'={{ $json.nothing }}',
		'={{ " " }}',
		'={{ [1] }}',
		'={{ ({ name: "Signed up" }) }}',
		'={{ ["undefined"] }}',
	])('refused before anything is sent: %s', async (eventNames) => {
		const run = await appcues.run({
			type: 'appcuesExport',
			parameters: exported({ eventNames }),
		});
		expect(run.error?.message).toContain("'Event Names or IDs'");
		expect(appcues.fake.log).toEqual([]);
	});

	it('returns only these events', async () => {
		const parameters = exported({ eventNames: ['Signed up'], waitForCompletion: true });
		const run = await appcues.run({ type: 'appcuesExport', parameters });
		expect(run.json()).toHaveLength(4);
	});
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	type FakeEvent,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { demoHistory } from '../../../dev/fake-appcues/model/demoHistory.cjs';
import { FakeState } from '../../../dev/fake-appcues/state.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const DAY_MS = 86_400_000;

describe('The history of the demo account', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const query = async (spec: object, days = 30) => {
		const range = {
			start_time: new Date(clock.now() - days * DAY_MS).toISOString(),
			end_time: new Date(clock.now()).toISOString(),
		};
		return (await client.post('/analytics/query', { ...range, ...spec })).data;
	};
	const byName = async (names: string[], dimension: string, days?: number) => {
		const rows: Array<{ name: string; events: number; [dimension: string]: unknown }> = await query(
			{
				metrics: ['events', 'users'],
				dimensions: ['name', dimension],
				conditions: [['name', 'in', names.map((name) => `appcues:${name}`)]],
			},
			days,
		);
		return new Map(
			rows.map((row) => [`${row.name.replace('appcues:', '')} ${String(row[dimension])}`, row]),
		);
	};

	it('is the same in every run, relative to the clock', () => {
		const events = (now: number) => new FakeState({ clock: { now: () => now } }).account().events;
		const [one, other] = [events(1e12), events(2e12)];

		expect(one.length).toBeGreaterThan(4000);
		expect(one.map(({ at, ...rest }) => ({ ...rest, ago: 1e12 - at }))).toEqual(
			other.map(({ at, ...rest }) => ({ ...rest, ago: 2e12 - at })),
		);
	});

	it('is generated on first access to people or events, once per fake', () => {
		const history = jest.fn(demoHistory);
		const account = new FakeState({ accounts: [{ ...smallAccount(), history }] }).account();
		expect([account.flows.size, account.segments.size, history.mock.calls.length]).toEqual([
			4, 3, 0,
		]);

		expect(account.events.length).toBeGreaterThan(account.users.size);
		expect(history).toHaveBeenCalledTimes(1);
	});

	it('covers 90 days up to now, each with events, in the order they happened', () => {
		const { events } = fake.account();
		const days = new Set(events.map(({ at }) => Math.floor((clock.now() - at) / DAY_MS)));

		expect([...Array(91).keys()].filter((day) => !days.has(day))).toEqual([]);
		expect(events.every(({ at }) => at <= clock.now())).toBe(true);
		const times = events.map(({ at }) => at);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
	});

	it('has flows of both kinds: started more often than completed, some skipped, some with errors', async () => {
		const classic = await byName(
			['flow_started', 'flow_completed', 'flow_skipped', 'step_error', 'step_child_error'],
			'flow_id',
			90,
		);
		const v2 = await byName(
			['started', 'completed', 'skipped', 'dismissed', 'snoozed']
				.map((word) => `v2:experience_${word}`)
				.concat('v2:step_error'),
			'experience_id',
			90,
		);
		const count = (rows: typeof v2, key: string) => rows.get(key)?.events ?? 0;

		for (const flow of ['flow-welcome', 'flow-invite']) {
			expect(fake.account().flow(flow).published).toBe(true);
			expect(count(classic, `flow_started ${flow}`)).toBeGreaterThan(
				count(classic, `flow_completed ${flow}`),
			);
			expect(count(classic, `flow_completed ${flow}`)).toBeGreaterThan(10);
			expect(count(classic, `flow_skipped ${flow}`)).toBeGreaterThan(0);
		}
		for (const name of ['step_error', 'step_child_error']) {
			expect([...classic.keys()].filter((key) => key.startsWith(`${name} `))).not.toEqual([]);
		}
		for (const word of ['completed', 'skipped', 'dismissed', 'snoozed']) {
			expect(count(v2, `v2:experience_${word} flow2-tour`)).toBeGreaterThan(0);
		}
		expect(count(v2, 'v2:step_error flow2-tour')).toBeGreaterThan(3);
		expect(fake.account().experience('flow2-tour').published).toBe(true);
	});

	it('has errors that are resolved, new and ongoing', async () => {
		const messages = async (from: number, to: number) => {
			const rows = await query(
				{
					metrics: ['events'],
					dimensions: ['step_error_message'],
					conditions: [['name', 'in', ['appcues:step_error', 'appcues:v2:step_error']]],
					start_time: new Date(clock.now() - from * DAY_MS).toISOString(),
					end_time: new Date(clock.now() - to * DAY_MS).toISOString(),
				},
				from,
			);
			return rows.map((row: Record<string, string>) => row.step_error_message);
		};

		expect(await messages(30, 8)).toEqual(
			expect.arrayContaining([
				'Element ".old-menu" not found',
				'Timed out waiting for element ".sidebar"',
			]),
		);
		expect(await messages(8, 0)).toContain('Element "#new-report" not found');
		expect(await messages(8, 0)).not.toContain('Element ".old-menu" not found');
	});

	it('has answers to three surveys: a classic one that no list contains, and two current ones', async () => {
		const { data: surveys } = await client.get('/nps');
		const { data: flows } = await client.get('/flows');

		const listed = [...surveys, ...flows].map(({ id }: { id: string }) => id);
		expect(listed).toEqual(expect.arrayContaining(['nps-quarterly', 'nps-trial']));
		expect(listed).not.toContain('nps-classic');
		for (const survey of ['nps-classic', 'nps-quarterly', 'nps-trial']) {
			const rows = await query({
				metrics: ['nps_computed_score', 'nps_promoters', 'nps_neutrals', 'nps_detractors'],
				dimensions: ['day'],
				conditions: [['flow_id', '==', survey]],
			});
			const { nps_promoters: up, nps_neutrals: same, nps_detractors: down } = rows.at(-1);
			expect(up + same + down).toBeGreaterThan(2);
		}
		const classic = await byName(['nps_score', 'nps_feedback'], 'flow_id', 90);
		expect([...classic.keys()].sort()).toEqual([
			'nps_feedback nps-classic',
			'nps_score nps-classic',
		]);
	});

	it('has feedback minutes after its score, and updated scores', () => {
		const { events } = fake.account();
		const of = (name: string) => events.filter((event) => event.name === `appcues:${name}`);
		const before = (feedback: FakeEvent) =>
			of('nps_score').filter(
				({ userId, at }) =>
					userId === feedback.userId && at <= feedback.at && at > feedback.at - DAY_MS,
			);

		expect(of('nps_feedback').length).toBeGreaterThan(10);
		expect(of('nps_feedback').filter((feedback) => before(feedback).length === 0)).toEqual([]);
		expect(of('nps_clicked_update_nps_score').length).toBeGreaterThan(0);
		expect(of('nps_feedback').some((feedback) => before(feedback).length > 1)).toBe(true);
	});

	it('has forms of both kinds, and the events that repeat a classic submission', async () => {
		const { events } = fake.account();
		const named = (name: string) => events.filter((event) => event.name === `appcues:${name}`);
		const repeating = named('step_interacted').filter(({ attributes }) =>
			JSON.stringify(attributes).includes('"response"'),
		);
		const v2 = named('v2:step_interaction').filter(({ attributes }) =>
			JSON.stringify(attributes).includes('formResponse'),
		);

		expect(named('form_submitted').length).toBeGreaterThan(20);
		expect(repeating).toHaveLength(named('form_submitted').length);
		expect(named('form_field_submitted')).toHaveLength(2 * named('form_submitted').length);
		expect(v2.length).toBeGreaterThan(10);
		expect(JSON.stringify(v2)).toMatch(/"value":"[^"]+\\n[^"]+","position":"\d\\n\d/);
	});

	it.each([
		...['checklist_shown', 'checklist_item_started', 'checklist_item_completed'],
		...['checklist_completed', 'checklist_skipped', 'checklist_dismissed'],
		...['push_opened', 'device_updated', 'device_unregistered', 'screen_view'],
		...['experiment_entered', 'launchpad_kb_search', 'v2:step_recovered', 'v2:experience_error'],
		...['v2:icon_seen', 'v2:button_pin_seen', 'nps_ask_me_later_selected_at', 'flow_aborted'],
	])('has an event %s', (name) => {
		expect(fake.account().events.some((event) => event.name === `appcues:${name}`)).toBe(true);
	});

	it('has events of the customer, sources, pages, and some snapshots of the profile', () => {
		const { events } = fake.account();

		expect(events.filter(({ name }) => name === 'Created report').length).toBeGreaterThan(100);
		expect(events.filter(({ source }) => source === 'web').length).toBeGreaterThan(1000);
		expect(events.some(({ context }) => String(context?.url).includes('/reports'))).toBe(true);
		const snapshots = events.filter(({ attributes }) => '_identity' in attributes);
		expect(snapshots.length).toBeGreaterThan(100);
		expect(snapshots.length).toBeLessThan(events.length / 2);
	});

	it('has profiles with the keys of the SDK', async () => {
		for (const id of ['user-zoe', 'user-ada']) {
			const { data } = await client.get(`/users/${id}/profile`);
			expect(data).toMatchObject({
				email: expect.stringContaining('@'),
				_appcuesId: id,
				_updatedAt: expect.any(Number),
				_sessionPageviews: expect.any(Number),
			});
		}
		const forms = [...fake.account().users.values()].filter((profile) =>
			Object.keys(profile).some((key) => key.startsWith('_appcuesForm_')),
		);
		expect(forms.length).toBeGreaterThan(5);
	});

	it('is restored by a reset', async () => {
		const count = fake.account().events.length;
		fake.account().people.addEvent({ userId: 'u', name: 'More', at: clock.now() });
		fake.reset();

		expect(fake.account().events).toHaveLength(count);
	});
});

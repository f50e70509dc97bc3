import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { demoAccount } from '../../dev/fake-appcues/index.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues({ accounts: [demoAccount()] });
useFastTime();

const type = 'appcuesAnalytics';

const FLOW = { flowId: { __rl: true, mode: 'id', value: 'flow-welcome' } };

const report = (reportType: string, rest: IDataObject = {}): IDataObject => ({
	operation: 'report',
	reportType,
	timeRange: 'last30Days',
	...rest,
});

async function run(parameters: IDataObject, rest: Partial<Parameters<typeof appcues.run>[0]> = {}) {
	const outcome = await appcues.run({ type, parameters, ...rest });
	expect(outcome.everything).not.toContain(SECRET);
	return outcome;
}

async function rowsOf(parameters: IDataObject): Promise<IDataObject[]> {
	const outcome = await run(parameters);
	expect(outcome.error).toBeUndefined();
	expect(outcome.hints).toEqual([]);
	return outcome.json();
}

interface Spec {
	start_time: string;
	end_time: string;
	timezone: string;
}

const queries = () =>
	appcues.fake.requests('POST', '/analytics/query').map(({ body }) => body as Spec);

/** The periods that the queries asked for, the earlier one first. */
function periods() {
	const asked = queries().map(({ start_time, end_time }) => `${start_time} ${end_time}`);
	return [...new Set(asked)].sort().map((text) => {
		const [from = '', to = ''] = text.split(' ');
		return { from: Date.parse(from), to: Date.parse(to) };
	});
}

/** Counts events in the fake's state, without the node's code and without the fake's analytics. */
function counter({ from, to }: { from: number; to: number }) {
	const all = appcues.fake.account().events.filter(({ at }) => at >= from && at < to);
	return (name: string, attributes: Record<string, string> = {}) => {
		const found = all.filter(
			(event) =>
				event.name === `appcues:${name}` &&
				Object.entries(attributes).every(([key, value]) => event.attributes[key] === value),
		);
		return { events: found.length, users: new Set(found.map(({ userId }) => userId)).size };
	};
}

const rate = (part: number, whole: number) =>
	whole === 0 ? null : Math.round((1000 * part) / whole) / 10;

const points = (now: number | null, before: number | null) =>
	now === null || before === null ? null : Number((now - before).toFixed(1));

const change = (now: number, before: number) => rate(now - before, before);

const found = (rows: IDataObject[], match: IDataObject) =>
	rows.find((row) => Object.entries(match).every(([key, value]) => row[key] === value));

const addEvent = (name: string, attributes: IDataObject, userId = 'user-ada', daysAgo = 1) =>
	appcues.fake
		.account()
		.people.addEvent({ name, attributes, userId, at: Date.now() - daysAgo * 86_400_000 });

describe('Flow Performance', () => {
	it.each(['last24Hours', 'last7Days', 'last30Days', 'yesterday', 'lastWeek', 'lastMonth'])(
		'counts the same as the events of %s and of the period before',
		async (timeRange) => {
			const rows = await rowsOf(report('flowPerformance', { timeRange }));
			const [before, now, ...others] = periods();
			if (!before || !now) throw new Error('Two periods were expected');
			expect(others).toEqual([]);
			expect(before.to).toBe(now.from);
			const figures = (
				count: ReturnType<typeof counter>,
				{ id, prefix, by, skips }: Record<'id' | 'prefix' | 'by', string> & { skips: string[] },
				flowId: string,
			) => {
				const of = (name: string) => count(`${prefix}${name}`, { [id]: flowId });
				const [started, completed] = [of('started'), of('completed')];
				const key = by === 'users' ? 'users' : 'events';
				return {
					started: started.events,
					startedUsers: started.users,
					completed: completed.events,
					skipped: skips.reduce((sum, name) => sum + of(name).events, 0),
					errors: count(prefix.replace(/(flow|experience)_$/, 'step_error'), { [id]: flowId })
						.events,
					completionRate: rate(completed[key], started[key]),
				};
			};
			const classic = { id: 'flowId', prefix: 'flow_', by: 'events', skips: ['skipped'] };
			const v2 = {
				id: 'experienceId',
				prefix: 'v2:experience_',
				by: 'users',
				skips: ['skipped', 'dismissed'],
			};
			const flows: Array<[string, string, typeof v2]> = [
				['flow-welcome', 'Welcome tour', classic],
				['flow-invite', 'Invite your team', classic],
				['flow2-tour', 'Dashboard tour', v2],
				['mobile-welcome', 'Welcome on the phone', v2],
			];
			for (const [flowId, flowName, kind] of flows) {
				const [current, previous] = [counter(now), counter(before)].map((count) =>
					figures(count, kind, flowId),
				);
				if (!current || !previous) throw new Error('Two periods were expected');
				expect(found(rows, { flowId })).toEqual({
					flowId,
					flowName,
					type: kind === v2 ? 'v2' : 'classic',
					...current,
					rateBy: kind.by,
					previous,
					change: {
						started: change(current.started, previous.started),
						startedUsers: change(current.startedUsers, previous.startedUsers),
						completionRate: points(current.completionRate, previous.completionRate),
					},
					isNew: current.started > 0 && previous.started === 0,
				});
			}
			// Banners, pins and surveys have the same events but are no flows.
			expect(rows.map(({ flowId }) => flowId).sort()).toEqual(flows.map(([id]) => id).sort());
			const started = rows.map((row) => Number(row.started));
			expect(started).toEqual([...started].sort((a, b) => b - a));
		},
	);

	it('leaves the comparison out on request, and sends no query for it', async () => {
		const [row] = await rowsOf(report('flowPerformance', { options: { compare: false } }));
		expect(Object.keys(row ?? {})).toEqual(
			'flowId flowName type started startedUsers completed skipped errors completionRate rateBy'.split(
				' ',
			),
		);
		expect(queries()).toHaveLength(2);
	});

	it('returns a zero row for a published flow without events, and no rate', async () => {
		appcues.fake.account().people.events.length = 0;
		const rows = await rowsOf(report('flowPerformance'));
		expect(found(rows, { flowId: 'flow-welcome' })).toEqual({
			flowId: 'flow-welcome',
			flowName: 'Welcome tour',
			type: 'classic',
			started: 0,
			startedUsers: 0,
			completed: 0,
			skipped: 0,
			errors: 0,
			completionRate: null,
			rateBy: 'events',
			previous: {
				started: 0,
				startedUsers: 0,
				completed: 0,
				skipped: 0,
				errors: 0,
				completionRate: null,
			},
			change: { started: null, startedUsers: null, completionRate: null },
			isNew: false,
		});
		expect(found(rows, { flowId: 'flow-survey' })).toBeUndefined();
	});

	it('shows a flow as new or gone, and a deleted one without a name', async () => {
		appcues.fake.account().people.events.length = 0;
		addEvent('appcues:flow_started', { flowId: 'fresh' });
		addEvent('appcues:flow_started', { flowId: 'gone' }, 'user-ada', 40);
		addEvent('appcues:flow_started', {});
		const rows = await rowsOf(report('flowPerformance'));
		expect(found(rows, { flowId: 'fresh' })).toMatchObject({
			flowName: null,
			started: 1,
			completionRate: 0,
			change: { started: null },
			isNew: true,
		});
		expect(found(rows, { flowId: 'gone' })).toMatchObject({
			started: 0,
			previous: { started: 1 },
			change: { started: -100, completionRate: null },
			isNew: false,
		});
		expect(found(rows, { flowId: null })).toMatchObject({ started: 1 });
	});

	it('reads numbers that arrive as strings', async () => {
		const parameters = report('flowPerformance', { timeRange: 'lastWeek' });
		const numbers = await rowsOf(parameters);
		appcues.fake.metricValues = 'text';
		expect(await rowsOf(parameters)).toEqual(numbers);
	});

	it('splits a query that Appcues cuts at 1,000 rows, by event name', async () => {
		appcues.fake.account().people.events.length = 0;
		const ids = Array.from({ length: 300 }, (_, n) => `many-${n}`);
		for (const [n, flowId] of ids.entries()) {
			for (const user of ['a', 'b']) {
				for (const name of ['flow_started', 'flow_completed', 'flow_skipped', 'step_error']) {
					addEvent(`appcues:${name}`, { flowId }, `${user}${n % 7}`);
					if (n % 3 === 0) addEvent(`appcues:${name}`, { flowId }, `${user}${n % 7}`, 40);
				}
			}
		}
		const rows = await rowsOf(report('flowPerformance'));
		expect(rows.filter(({ flowId }) => ids.includes(String(flowId)))).toHaveLength(300);
		for (const [n, flowId] of ids.entries()) {
			expect(found(rows, { flowId })).toMatchObject({
				started: 2,
				startedUsers: 2,
				completed: 2,
				skipped: 2,
				errors: 2,
				previous: { started: n % 3 === 0 ? 2 : 0 },
				isNew: n % 3 !== 0,
			});
		}
		expect(appcues.fake.requests('POST', '/analytics/exports')).toEqual([]);
		// Two kinds of flow, two periods, and one query for each of four names.
		expect(queries()).toHaveLength(8);
	});

	it.each([403, 404])('has no names if a list gets a %i, and says so', async (status) => {
		appcues.fake.fault({ path: /\/flows$/, status });
		const outcome = await run(report('flowPerformance'));
		expect(outcome.error).toBeUndefined();
		expect(found(outcome.json(), { flowId: 'flow-welcome' })).toMatchObject({ flowName: null });
		expect(outcome.hints).toEqual([
			expect.stringContaining(`didn't list the flows (status ${status})`),
		]);
	});

	it('fails if a list gets another status', async () => {
		appcues.fake.fault({ path: /\/flows$/, status: 400 });
		expect((await run(report('flowPerformance'))).error).toBeDefined();
	});
});

describe('Flow Steps', () => {
	it('counts the same as the events of the flow', async () => {
		const rows = await rowsOf(report('flowSteps', FLOW));
		const [now, ...others] = periods();
		if (!now) throw new Error('One period was expected');
		expect(others).toEqual([]);
		const count = counter(now);
		const row = (kind: string, stepId: string | null) => {
			const step: Record<string, string> = stepId === null ? {} : { stepId };
			const of = (name: string) => count(name, { flowId: 'flow-welcome', ...step });
			const [started, completed] = [of(`${kind}_started`).users, of(`${kind}_completed`).users];
			return {
				stepId,
				started,
				completed,
				skipped: of(`${kind}_skipped`).users,
				errors: of('step_error').events,
				dropOffRate: rate(started - completed, started),
			};
		};
		const steps = [1, 2, 3].map((n) => row('step', `flow-welcome-step-${n}`));
		expect(rows[0]).toEqual(row('flow', null));
		expect(rows[0]?.started).toBeGreaterThan(0);
		expect(rows.slice(1)).toEqual(expect.arrayContaining(steps));
		expect(rows).toHaveLength(4);
	});

	it('returns zeros for a flow without events', async () => {
		const flowId = { __rl: true, mode: 'id', value: 'flow-survey' };
		expect(await rowsOf(report('flowSteps', { flowId }))).toEqual([
			{ stepId: null, started: 0, completed: 0, skipped: 0, errors: 0, dropOffRate: null },
		]);
	});

	it.each(['nobody-knows-it', 'flow2-tour'])(
		'refuses %s, which is no classic flow',
		async (value) => {
			const flowId = { __rl: true, mode: 'id', value };
			const { error } = await run(report('flowSteps', { flowId }));
			expect(error?.message).toContain(`flow with the ID "${value}"`);
		},
	);
});

describe('NPS Score', () => {
	it('reads the last day as now and the first day as before', async () => {
		const [row, ...others] = await rowsOf(report('npsScore', { surveyId: 'nps-classic' }));
		expect(others).toEqual([]);
		const [spec] = queries();
		if (!spec) throw new Error('One query was expected');
		const day = (at: number) =>
			new Intl.DateTimeFormat('sv-SE', { timeZone: spec.timezone }).format(at);
		const last = Date.parse(spec.end_time) - 1;
		const first = Date.parse(spec.start_time);
		expect(last - first).toBe(30 * 86_400_000 - 1);
		const figures = (at: number) => {
			const until = day(at);
			const since = new Date(Date.parse(until) - 29 * 86_400_000).toISOString().slice(0, 10);
			const latest = new Map<string, number>();
			const scores = appcues.fake
				.account()
				.events.filter(
					(event) =>
						event.name === 'appcues:nps_score' &&
						event.attributes.flowId === 'nps-classic' &&
						event.at < last + 1 &&
						day(event.at) >= since &&
						day(event.at) <= until,
				)
				.sort((a, b) => a.at - b.at);
			for (const { userId, attributes } of scores) latest.set(userId, Number(attributes.score));
			const values = [...latest.values()];
			return {
				promoters: values.filter((score) => score >= 9).length,
				neutrals: values.filter((score) => score === 7 || score === 8).length,
				detractors: values.filter((score) => score <= 6).length,
				respondents: values.length,
			};
		};
		const score = ({ promoters, detractors, respondents }: ReturnType<typeof figures>) =>
			rate(promoters - detractors, respondents);
		const [now, before] = [figures(last), figures(first)];
		expect(now.respondents).toBeGreaterThan(0);
		expect(before.respondents).toBeGreaterThan(0);
		expect(row).toEqual({
			surveyId: 'nps-classic',
			surveyName: null,
			score: score(now),
			...now,
			previousScore: score(before),
			change: points(score(now), score(before)),
			day: day(last),
		});
	});

	it('joins the name of an NPS 2.0 survey', async () => {
		const [row] = await rowsOf(report('npsScore', { surveyId: ' nps-quarterly ' }));
		expect(row).toMatchObject({ surveyId: 'nps-quarterly', surveyName: 'Quarterly NPS' });
	});

	it('has no score without answers, and says so', async () => {
		const outcome = await run(report('npsScore', { surveyId: 'nobody-knows-it' }));
		expect(outcome.json()).toEqual([
			expect.objectContaining({ score: null, respondents: 0, previousScore: null, change: null }),
		]);
		expect(outcome.hints).toEqual([expect.stringContaining('Nobody answered')]);
	});
});

describe('Checklist Progress', () => {
	it.each(['checklist_item_id', 'item_id'] as const)(
		'counts the same as the events if Appcues fills %s',
		async (field) => {
			appcues.fake.checklistItemField = field;
			const rows = await rowsOf(report('checklistProgress'));
			const [before, now] = periods();
			if (!before || !now) throw new Error('Two periods were expected');
			const id = { checklistId: 'checklist-start' };
			const figures = (count: ReturnType<typeof counter>) => {
				const users = (name: string) => count(`checklist_${name}`, id).users;
				return {
					shown: users('shown'),
					completed: users('completed'),
					skipped: users('skipped'),
					dismissed: users('dismissed'),
					completionRate: rate(users('completed'), users('shown')),
				};
			};
			const [current, previous] = [figures(counter(now)), figures(counter(before))];
			const items = ['item-profile', 'item-report', 'item-invite'].map((itemId) => {
				const users = (name: string) =>
					counter(now)(`checklist_item_${name}`, { ...id, itemId }).users;
				const [started, completed] = [users('started'), users('completed')];
				return { itemId, started, completed, completionRate: rate(completed, started) };
			});
			expect(rows).toEqual([
				{
					...id,
					checklistName: 'Getting started',
					...current,
					items: expect.arrayContaining(items),
					previous,
					change: {
						shown: change(current.shown, previous.shown),
						completed: change(current.completed, previous.completed),
						completionRate: points(current.completionRate, previous.completionRate),
					},
				},
			]);
			expect(rows[0]?.items).toHaveLength(3);
			expect(current.shown).toBeGreaterThan(0);
		},
	);

	it('says so if Appcues names no items', async () => {
		appcues.fake.account().people.events.length = 0;
		addEvent('appcues:checklist_item_started', { checklistId: 'checklist-start' });
		const outcome = await run(report('checklistProgress'));
		expect(outcome.json()).toEqual([expect.objectContaining({ shown: 0, items: [] })]);
		expect(outcome.hints).toEqual([expect.stringContaining("'items' is empty")]);
	});
});

describe('Experience Errors', () => {
	it('counts the same as the events, and says what is new, rising or resolved', async () => {
		const rows = await rowsOf(report('experienceErrors'));
		const [before, now] = periods();
		if (!before || !now) throw new Error('Two periods were expected');
		const names = ['step_error', 'step_child_error', 'v2:step_error'];
		const keys = new Map<string, { name: string; attributes: Record<string, string> }>();
		for (const { name, at, attributes } of appcues.fake.account().events) {
			if (!names.includes(name.slice(8)) || at < before.from || at >= now.to) continue;
			const { flowId, experienceId, stepId, message } = attributes as Record<string, string>;
			const own = {
				...(flowId === undefined ? { experienceId: String(experienceId) } : { flowId }),
				stepId: String(stepId),
				message: String(message),
			};
			keys.set(JSON.stringify([name, own]), { name: name.slice(8), attributes: own });
		}
		const expected = [...keys.values()].map(({ name, attributes }) => {
			const [{ events, users }, previous] = [counter(now), counter(before)].map((count) =>
				count(name, attributes),
			) as [ReturnType<ReturnType<typeof counter>>, ReturnType<ReturnType<typeof counter>>];
			const more = events > previous.events ? 'rising' : 'falling';
			const changed = events === previous.events ? 'steady' : more;
			const known = events === 0 ? 'resolved' : changed;
			return {
				experienceId: attributes.flowId ?? attributes.experienceId,
				experienceName: {
					'flow-welcome': 'Welcome tour',
					'flow-invite': 'Invite your team',
					'flow2-tour': 'Dashboard tour',
				}[attributes.flowId ?? attributes.experienceId ?? ''],
				stepId: attributes.stepId,
				message: attributes.message,
				event: `appcues:${name}`,
				events,
				users,
				previousEvents: previous.events,
				change: change(events, previous.events),
				state: previous.events === 0 ? 'new' : known,
			};
		});
		expect(rows).toHaveLength(expected.length);
		expect(rows).toEqual(expect.arrayContaining(expected));
		expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThan(2);
	});

	it('exports what has more than 1,000 messages', async () => {
		appcues.fake.account().people.events.length = 0;
		for (let n = 0; n < 1100; n += 1) {
			addEvent('appcues:step_error', { flowId: 'flow-welcome', stepId: 's', message: `No ${n}` });
		}
		const rows = await rowsOf(report('experienceErrors'));
		expect(rows).toHaveLength(1100);
		expect(new Set(rows.map(({ message }) => message)).size).toBe(1100);
		expect(appcues.fake.requests('POST', '/analytics/exports')).toHaveLength(1);
	});
});

describe('Top Events', () => {
	it('counts the same as the events, the most frequent first', async () => {
		const rows = await rowsOf(report('topEvents', { timeRange: 'lastWeek' }));
		const [before, now] = periods();
		if (!before || !now) throw new Error('Two periods were expected');
		const inside = ({ from, to }: typeof now) =>
			appcues.fake.account().events.filter(({ at }) => at >= from && at < to);
		const names = new Set([...inside(now), ...inside(before)].map(({ name }) => name));
		expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
		for (const name of names) {
			const own = inside(now).filter((event) => event.name === name);
			const previousEvents = inside(before).filter((event) => event.name === name).length;
			expect(found(rows, { name })).toEqual({
				name,
				events: own.length,
				users: new Set(own.map(({ userId }) => userId)).size,
				previousEvents,
				change: change(own.length, previousEvents),
			});
		}
		const events = rows.map((row) => Number(row.events));
		expect(events).toEqual([...events].sort((a, b) => b - a));
	});

	it.each([
		[999, 0],
		[1000, 1],
		[1001, 1],
	])('of %i names: needs %i export', async (count, exports) => {
		appcues.fake.account().people.events.length = 0;
		for (let n = 0; n < count; n += 1) addEvent(`Event ${n}`, {});
		appcues.fake.metricValues = 'text';
		const rows = await rowsOf(report('topEvents'));
		expect(rows).toHaveLength(count);
		expect(rows[0]).toMatchObject({ events: 1, users: 1, previousEvents: 0, change: null });
		expect(appcues.fake.requests('POST', '/analytics/exports')).toHaveLength(exports);
	});

	it('fails with the job if the export fails, instead of cutting the report', async () => {
		for (let n = 0; n < 1000; n += 1) addEvent(`Event ${n}`, {});
		appcues.fake.failNextJobs(1, 'out of memory');
		const outcome = await run(report('topEvents'));
		expect(outcome.error?.message).toContain('out of memory');
		expect(outcome.items()).toEqual([]);
	});

	it('waits for the export as long as the options say', async () => {
		for (let n = 0; n < 1000; n += 1) addEvent(`Event ${n}`, {});
		appcues.fake.nextJobs(1, { stuck: true });
		const { error } = await run(report('topEvents', { options: { timeout: 5 } }));
		expect(error?.message).toMatch(/was still .+ after 5/);
		expect(error?.description).toContain("'Timeout (Seconds)'");
		expect(error?.description).toContain('Or choose a shorter time range.');
	});

	it('refuses rows without the numbers', async () => {
		appcues.fake.fault({ path: /query/, status: 200, body: [{ name: 'Odd', events: 1 }] });
		const { error } = await run(report('topEvents'));
		expect(error?.message).toBe('Appcues returned a row without a number of users');
	});
});

describe('the parameters of a report', () => {
	it.each([
		[{ reportType: 'revenue' }, "'Report' has an invalid value"],
		[{ reportType: 'flowSteps' }, "'Flow' is empty"],
		[{ reportType: 'npsScore' }, "'Survey Name or ID' is empty"],
		[
			{ reportType: 'npsScore', surveyId: 'not a choice' },
			"'Survey Name or ID' contains a note about the list, which isn't a choice",
		],
		[
			{ timeRange: 'custom', startTime: '2026-01-01', endTime: '2026-04-02' },
			"'Start Time' and 'End Time' are 91 days apart, and a query spans 90 at most",
		],
		[{ timeRange: 'custom', startTime: '2026-01-01' }, "'End Time' is empty"],
		[{ options: { timeout: 0 } }, "'Timeout (Seconds)' is 0"],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await run(report('flowPerformance', parameters));
		expect(error?.message).toBe(message);
		expect(appcues.fake.log).toEqual([]);
	});

	it('can be chosen from lists of the account', async () => {
		const flows = await appcues.engine.search(type, 'searchFlows', appcues.credentials());
		expect(flows.results.map(({ value }) => value)).toContain('flow-welcome');
		const surveys = await appcues.engine.loadOptions(type, 'getSurveys', appcues.credentials());
		expect(surveys.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['nps-classic', 'nps-quarterly']),
		);
	});

	it('takes 90 days, which two queries each cover', async () => {
		const range = { timeRange: 'custom', startTime: '2026-06-01', endTime: '2026-08-30' };
		await rowsOf(report('topEvents', range));
		const [before, now] = periods();
		if (!before || !now) throw new Error('Two periods were expected');
		expect((now.to - now.from) / 86_400_000).toBe(90);
		expect((before.to - before.from) / 86_400_000).toBeLessThanOrEqual(90);
	});

	it('makes a report for each item, and requests each list of names once', async () => {
		const input = [
			{ report: 'topEvents' },
			{ report: 'flowPerformance' },
			{ report: 'nothing' },
			{ report: 'flowPerformance' },
			{ report: 'npsScore', survey: 'nps-classic' },
		];
		const outcome = await run(
			{ ...report('={{ $json.report }}'), surveyId: '={{ $json.survey }}', ...FLOW },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(outcome.error).toBeUndefined();
		const items = outcome.paired().map(([item]) => item);
		expect([...new Set(items)]).toEqual([0, 1, 2, 3, 4]);
		expect(outcome.json()[items.indexOf(2)]).toMatchObject({
			error: expect.stringContaining("'Report' has an invalid value"),
		});
		expect(appcues.fake.requests('GET', /\/flows$/)).toHaveLength(1);
	});
});

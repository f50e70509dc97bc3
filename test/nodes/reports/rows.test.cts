import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { errorRows, stateOf } from '../../../nodes/AppcuesAnalytics/reports/experienceErrors';
import { percent, percentChange, pivot } from '../../../nodes/AppcuesAnalytics/reports/figures';
import { flowRows, KINDS } from '../../../nodes/AppcuesAnalytics/reports/flowPerformance';
import { stepRows } from '../../../nodes/AppcuesAnalytics/reports/flowSteps';
import { scoreIn } from '../../../nodes/AppcuesAnalytics/reports/npsScore';
import { byName } from '../../../nodes/AppcuesAnalytics/reports/queries';
import { eventRows } from '../../../nodes/AppcuesAnalytics/reports/topEvents';

const ids = fc.constantFrom('', 'a', 'b', 'c', 'd');
const counts = fc.integer({ min: 0, max: 1_000_000 });

/** Rows of a query, with each combination of ID and name at most once, as Appcues groups them. */
const rowsBy = (dimension: string, names: readonly string[]) =>
	fc.uniqueArray(
		fc.record({
			[dimension]: ids,
			name: fc.constantFrom(...names),
			events: counts,
			users: counts,
		}),
		{ selector: (row) => `${String(row[dimension])} ${row.name}` },
	);

const sum = (numbers: unknown[]) => numbers.reduce<number>((all, each) => all + Number(each), 0);

const maybe = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

describe('rates and changes', () => {
	it('have one decimal, and are null without a whole', () => {
		fc.assert(
			fc.property(counts, counts, (part, whole) => {
				const rate = percent(part, whole);
				if (whole === 0) expect(rate).toBeNull();
				else expect(Math.abs(Number(rate) - (100 * part) / whole)).toBeLessThanOrEqual(0.0501);
				if (rate !== null) expect(Math.round(rate * 10) / 10).toBe(rate);
				expect(Object.is(rate, -0)).toBe(false);
			}),
		);
	});

	it.each([
		[3, 2, 50],
		[0, 2, -100],
		[2, 2, 0],
		[2, 0, null],
		[0, 0, null],
		[1999, 2000, -0],
	])('from %i after %i is %p percent', (now, before, change) => {
		expect(percentChange(now, before)).toBe(change === null ? null : change + 0);
	});
});

describe('Flow Performance', () => {
	const kind = KINDS.v2;
	const names = [kind.started, kind.completed, ...kind.skipped, kind.error];
	const rows = rowsBy(kind.id, names);

	it('loses no event and shows each flow once', () => {
		fc.assert(
			fc.property(rows, maybe(rows), (current, previous) => {
				const flows = new Map([
					['a', { id: 'a', name: 'A', published: true }],
					['e', { id: 'e', name: 'E', published: false }],
				]);
				const out = flowRows(
					kind,
					{
						current: pivot(current, kind.id),
						...(previous && { previous: pivot(previous, kind.id) }),
					},
					flows,
				);
				const shown = out.map(({ flowId }) => flowId ?? '');
				const expected = new Set([
					'a',
					...[...current, ...(previous ?? [])].map((row) => row[kind.id]),
				]);
				expect([...shown].sort()).toEqual([...expected].sort());
				for (const [field, own] of [
					['started', [kind.started]],
					['completed', [kind.completed]],
					['skipped', kind.skipped],
					['errors', [kind.error]],
				] as const) {
					const events = current.filter(({ name }) => own.includes(String(name)));
					expect(sum(out.map((row) => row[field]))).toBe(sum(events.map((row) => row.events)));
				}
				for (const { isNew, started, change } of out) {
					expect(change === undefined).toBe(previous === undefined);
					if (isNew) expect([started > 0, change?.started]).toEqual([true, null]);
				}
			}),
		);
	});
});

describe('figures', () => {
	it.each([
		[{ flow_id: 'a' }, { flow_id: 'a' }],
		[{ flow_id: '' }, { flow_id: null }],
		[{ flow_id: '' }, {}],
	])('never lose one of two rows of one event: %j and %j', (one, other) => {
		const rows = [one, other].map((row) => ({ ...row, name: 'e', events: 1, users: 1 }));
		expect(() => pivot(rows, 'flow_id')).toThrow('Appcues returned two rows for the same event');
	});
});

describe('Flow Steps', () => {
	const names = ['started', 'completed', 'skipped', 'error'].map((end) => `appcues:step_${end}`);

	it('starts with the flow, whose errors are those of all steps', () => {
		fc.assert(
			fc.property(rowsBy('step_id', [...names, 'appcues:flow_started']), (rows) => {
				const [flow, ...steps] = stepRows(pivot(rows, 'step_id'));
				expect(flow?.stepId).toBeNull();
				const errors = rows.filter(({ name }) => name === 'appcues:step_error');
				expect(flow?.errors).toBe(sum(errors.map(({ events }) => events)));
				expect(new Set(steps.map(({ stepId }) => stepId)).size).toBe(steps.length);
				for (const { dropOffRate } of steps) {
					const rate = Number(dropOffRate ?? 0);
					expect(rate >= 0 && rate <= 100).toBe(true);
				}
			}),
		);
	});
});

describe('NPS Score', () => {
	const row = fc.record({
		nps_computed_score: fc.integer({ min: -100, max: 100 }),
		nps_promoters: fc.nat(9),
		nps_neutrals: fc.nat(9),
		nps_detractors: fc.nat(9),
	});

	it('reads the last and the first day, in whatever order they come', () => {
		fc.assert(
			fc.property(fc.array(row, { minLength: 2, maxLength: 28 }), fc.nat(), (figures, seed) => {
				const days = figures.map((each, n) => ({
					...each,
					day: `2026-07-${String(n + 1).padStart(2, '0')}`,
				}));
				const turned = [...days.slice(seed % days.length), ...days.slice(0, seed % days.length)];
				const { day, score, previousScore, respondents } = scoreIn(turned);
				const [first, last] = [days.at(0), days.at(-1)];
				expect(day).toBe(last?.day);
				const answers = (each: (typeof days)[number] | undefined) =>
					each ? each.nps_promoters + each.nps_neutrals + each.nps_detractors : 0;
				expect(respondents).toBe(answers(last));
				expect(score).toBe(answers(last) === 0 ? null : last?.nps_computed_score);
				expect(previousScore).toBe(answers(first) === 0 ? null : first?.nps_computed_score);
			}),
		);
	});

	it('compares nothing if there is only one day', () => {
		const day = { day: '2026-11-20', nps_computed_score: 50 };
		const groups = { nps_promoters: 5, nps_neutrals: 1, nps_detractors: 0 };
		expect(scoreIn([{ ...day, ...groups }])).toMatchObject({
			...{ score: 50, previousScore: null, change: null },
		});
	});

	it('refuses rows without a day, whose order is unknown', () => {
		const groups = { nps_promoters: 5, nps_neutrals: 1, nps_detractors: 0 };
		const rows = [
			{ nps_computed_score: 50, ...groups },
			{ day: '2026-11-20', ...groups },
		];
		expect(() => scoreIn(rows)).toThrow('Appcues returned a row without a day');
	});

	it('has no score without rows', () => {
		expect(scoreIn([])).toEqual({
			score: null,
			promoters: 0,
			neutrals: 0,
			detractors: 0,
			respondents: 0,
			previousScore: null,
			change: null,
			day: null,
		});
	});
});

describe('Experience Errors', () => {
	const failures = fc.uniqueArray(
		fc.record({
			experienceId: ids,
			stepId: ids,
			message: ids,
			event: fc.constantFrom('appcues:step_error', 'appcues:step_child_error'),
			events: counts.filter((count) => count > 0),
			users: counts,
		}),
		{ selector: (each) => [each.experienceId, each.stepId, each.message, each.event].join() },
	);

	it('keeps the events of both periods, each message once', () => {
		fc.assert(
			fc.property(failures, failures, (current, previous) => {
				const rows = errorRows({ current, previous }, new Map());
				expect(sum(rows.map(({ events }) => events))).toBe(sum(current.map((each) => each.events)));
				expect(sum(rows.map((row) => row.previousEvents))).toBe(
					sum(previous.map((each) => each.events)),
				);
				const keys = rows.map((row) =>
					[row.experienceId, row.stepId, row.message, row.event].join(),
				);
				expect(new Set(keys).size).toBe(rows.length);
				for (const { state, events, previousEvents } of rows) {
					expect(state === 'new').toBe(previousEvents === 0);
					expect(state === 'resolved').toBe(events === 0);
				}
			}),
		);
	});

	it.each([
		[1, 0, 'new'],
		[2, 1, 'rising'],
		[1, 1, 'steady'],
		[1, 2, 'falling'],
		[0, 1, 'resolved'],
	])('%i after %i are %s', (now, before, state) => {
		expect(stateOf(now, before)).toBe(state);
	});
});

describe('Top Events', () => {
	const events = fc
		.dictionary(ids, fc.record({ events: counts, users: counts }))
		.map((byId) => new Map(Object.entries(byId)));

	it('shows every event of both periods once', () => {
		fc.assert(
			fc.property(events, maybe(events), (current, previous) => {
				const rows = eventRows({ current, ...(previous && { previous }) });
				const names = new Set([...current.keys(), ...(previous?.keys() ?? [])]);
				expect(rows.map(({ name }) => name ?? '').sort()).toEqual([...names].sort());
				for (const row of rows) {
					expect(row.events).toBe(current.get(String(row.name ?? ''))?.events ?? 0);
					expect('previousEvents' in row).toBe(previous !== undefined);
				}
			}),
		);
	});
});

describe('a query that is split by name', () => {
	const spec = {
		metrics: ['users'],
		dimensions: ['flow_id', 'name'],
		conditions: [],
		start_time: '2026-01-01T00:00:00Z',
		end_time: '2026-02-01T00:00:00Z',
		timezone: 'UTC',
	};

	it('asks once for each name, with all other conditions', () => {
		const parts = byName({
			...spec,
			conditions: [
				['flow_id', '==', 'f'],
				['name', 'in', ['a', 'b']],
			],
		});
		expect(parts.map(({ conditions }) => conditions)).toEqual([
			[
				['name', '==', 'a'],
				['flow_id', '==', 'f'],
			],
			[
				['name', '==', 'b'],
				['flow_id', '==', 'f'],
			],
		]);
	});

	it.each([
		['for one name', { conditions: [['name', 'in', ['a']]] }],
		['that is split already', { conditions: [['name', '==', 'a']] }],
		['without names', { conditions: [] }],
		['that adds names up', { dimensions: ['flow_id'], conditions: [['name', 'in', ['a', 'b']]] }],
	])('is not split further %s', (_, rest) => {
		expect(byName({ ...spec, ...rest } as Parameters<typeof byName>[0])).toEqual([]);
	});
});

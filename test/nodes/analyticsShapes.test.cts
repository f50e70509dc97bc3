import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkSpec } from '../../nodes/AppcuesAnalytics/checkSpec';
import {
	BROKEN_COLUMNS,
	BROKEN_NAME,
	FIELDS,
	NPS_METRICS,
} from '../../nodes/AppcuesAnalytics/vocabulary';
import { VERIFIED_COLUMNS } from '../../nodes/shared/api/endpoints/analytics';
import { InvalidInput } from '../../nodes/shared/util/invalidInput';
import * as fakes from '../../dev/fake-appcues/analytics/vocabulary.cjs';
import { type FakeAppcues, smallAccount, startFakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { clientOf } from '../tools/fake-appcues/testClient.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const RANGE = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-15T00:00:00Z' };
const SURVEY = ['flow_id', '==', 'survey'];

it('knows the names that the API description lists', () => {
	expect([...FIELDS]).toEqual([...fakes.FIELDS]);
	expect([...NPS_METRICS]).toEqual([...fakes.NPS_METRICS]);
	expect(VERIFIED_COLUMNS).toEqual(fakes.VERIFIED_COLUMNS);
	expect([...BROKEN_COLUMNS.keys()]).toEqual([...fakes.BROKEN_COLUMNS]);
	expect(BROKEN_NAME).toBe(fakes.BROKEN_NAME);
});

it('lists all names in the docs', () => {
	const page = readFileSync(join(__dirname, '../../docs/nodes/analytics.md'), 'utf8');
	const section = page.slice(page.indexOf('## Names'), page.indexOf('## Output'));
	const names = [...Object.keys(fakes.METRICS), ...NPS_METRICS, ...FIELDS, ...VERIFIED_COLUMNS];
	expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
});

/** A query, the expected message and the expected remedy. */
const REFUSED: Array<[spec: IDataObject, message: string, remedy: string]> = [
	[{ metrics: ['nps_respondents'], conditions: [SURVEY] }, 'nps_respondents', 'nps_promoters'],
	[{ metrics: ['users'], dimensions: ['nps_respondents'] }, 'nps_respondents', 'Their sum'],
	[{ columns: ['user_id', 'nps_respondents'] }, 'nps_respondents', 'Their sum'],
	[{ metrics: ['users'], conditions: [['nps_respondents', '!=', 0]] }, 'nps_respondents', 'sum'],
	[{ metrics: ['users'], order_by: [['nps_respondents', 'desc']] }, 'nps_respondents', 'sum'],
	[
		{ metrics: ['nps_computed_score'], dimensions: ['flow_id'], conditions: [SURVEY] },
		'contains flow_id, and nps_computed_score can only be grouped by day',
		'one query per survey',
	],
	[
		{ metrics: ['nps_computed_score'], dimensions: ['day', 'name'], conditions: [SURVEY] },
		'contains name, and nps_computed_score can only be grouped by day',
		'Use day',
	],
	[
		{ metrics: ['nps_computed_score', 'nps_scores_submitted'], conditions: [SURVEY] },
		"which Appcues can't answer together",
		'second query',
	],
	[{ columns: ['nps_raw_score'] }, 'nps_raw_score', 'Use score instead'],
	[{ columns: ['user_id', 'nps_feedback'] }, 'nps_feedback', 'Use feedback instead'],
	[
		{ metrics: ['nps_promoters'] },
		'The metric nps_promoters needs a condition on flow_id',
		'survey',
	],
	[
		{ metrics: ['users', 'nps_survey_started'], conditions: [['name', '==', 'x']] },
		'nps_survey_started needs a condition on flow_id',
		'survey',
	],
	[
		{ metrics: ['nps_neutrals'], conditions: [['flow_id', '==', '']] },
		'The condition on flow_id, which the metric nps_neutrals needs, has no value',
		"survey's ID",
	],
	[{ metrics: ['users'], dimensions: ['event'] }, 'contains event', 'Use name instead'],
	[{ metrics: ['users'], conditions: [['event', '==', 'x']] }, 'contains event', 'name instead'],
	[{ columns: ['id', 'name'] }, 'contains id', 'no ID'],
	[{ columns: ['attributes.plan'] }, 'contains attributes.plan', "'Export Events'"],
	[{ metrics: ['users'], dimensions: ['flow_name'] }, 'contains flow_name', 'flow_id instead'],
	[{ metrics: ['users'], dimensions: ['step_name'] }, 'contains step_name', 'step_id instead'],
];

/** Returns a query's names as the node's fields have them. */
function inFields({
	metrics,
	dimensions,
	columns,
	conditions,
	order_by,
}: IDataObject): IDataObject {
	const text = (names: unknown) => (Array.isArray(names) ? names.join(', ') : '');
	return {
		queryMode: columns ? 'raw' : 'aggregate',
		metrics: text(metrics),
		dimensions: text(dimensions),
		columns: text(columns),
		conditionsMode: 'json',
		conditionsJson: JSON.stringify(conditions ?? []),
		timeRange: 'custom',
		startTime: RANGE.start_time,
		endTime: RANGE.end_time,
		options: {
			orderBy: Array.isArray(order_by)
				? order_by.map((pair) => (pair as string[]).join(' ')).join(', ')
				: '',
		},
	};
}

describe('a query that Appcues never accepts', () => {
	const appcues = useAppcues();
	useFastTime();

	const refusal = async (parameters: IDataObject, input?: IDataObject[]) => {
		const outcome = await appcues.run({ type: 'appcuesAnalytics', parameters, input });
		expect(appcues.fake.log).toEqual([]);
		return outcome.error;
	};

	describe.each(['query', 'export'])('is refused by %s before anything is sent', (operation) => {
		it.each(REFUSED)('%j in fields', async (spec, message, remedy) => {
			const error = await refusal({ operation, ...inFields(spec) });
			expect(error?.message).toContain(message);
			expect(error?.description).toContain(remedy);
		});

		it.each(REFUSED)('%j as JSON', async (spec, message, remedy) => {
			const specJson = JSON.stringify({ ...spec, ...RANGE });
			const error = await refusal({ operation, queryMode: 'json', specJson });
			expect(error?.message).toContain(message);
			expect(error?.description).toContain(remedy);
		});

		it('with the name of the parameter that the user sees', async () => {
			const spec = { metrics: ['users'], conditions: [['event', '==', 'x']] };
			const asked = { operation, ...inFields(spec) };
			expect((await refusal(asked))?.message).toMatch(/^'Conditions \(JSON\)' contains event,/);
			const condition = [{ field: 'event', operator: 'equals', value: 'x' }];
			const fields = { ...asked, conditionsMode: 'fields', conditions: { condition } };
			expect((await refusal(fields))?.message).toMatch(/^'Conditions' contains event,/);
			const specJson = JSON.stringify({ ...spec, ...RANGE });
			const json = { operation, queryMode: 'json', specJson };
			expect((await refusal(json))?.message).toMatch(
				/^conditions in 'Query \(JSON\)' contains event,/,
			);
			const survey = { operation, ...inFields({ metrics: ['nps_promoters'] }) };
			expect((await refusal(survey))?.description).toContain(
				`Add ["flow_id", "==", "the survey's ID"] to 'Conditions (JSON)'.`,
			);
		});

		it('with a condition that Appcues answers with no rows', async () => {
			for (const [conditions, message] of [
				[[['name', 'in', 'appcues:page_view']], 'needs an array of values for "in"'],
				[[['name', '=', 'x']], 'has an unknown operator: "="'],
				[
					[
						['name', '==', 'x'],
						['flow_id', '=='],
					],
					'is not an array of field, operator and value',
				],
				[[{ field: 'name', operator: '==', value: 'x' }], 'is not an array of field, operator and'],
				[[['', '==', 'x']], 'has no field'],
				[{ name: 'x' }, 'is not an array'],
			] as const) {
				const specJson = JSON.stringify({ metrics: ['users'], conditions, ...RANGE });
				const error = await refusal({ operation, queryMode: 'json', specJson });
				expect(error?.message).toContain(message);
				expect(error?.message).toContain("in 'Query (JSON)'");
				const fields = inFields({ metrics: ['users'], conditions: conditions as never });
				expect((await refusal({ operation, ...fields }))?.message).toContain(message);
			}
		});

		it('as the value of an expression', async () => {
			const fields = { ...inFields({ metrics: [] }), metrics: '={{ $json.metrics }}' };
			const input = [{ metrics: 'users' }, { metrics: ['users', 'nps_neutrals'] }];
			const error = await refusal({ operation, ...fields }, input);
			expect(error).toMatchObject({ item: 1 });
			expect(error?.message).toContain('needs a condition on flow_id');
			const json = { operation, queryMode: 'json', specJson: '={{ $json.spec }}' };
			const spec = { columns: ['nps_raw_score'], ...RANGE };
			expect((await refusal(json, [{ spec }]))?.message).toContain('nps_raw_score');
		});

		it('as columns beside metrics or dimensions', async () => {
			for (const other of [{ metrics: ['users'] }, { dimensions: ['day'] }]) {
				const specJson = JSON.stringify({ columns: ['name'], ...other, ...RANGE });
				const error = await refusal({ operation, queryMode: 'json', specJson });
				expect(error?.message).toBe(
					"'Query (JSON)' contains columns together with metrics or dimensions",
				);
			}
		});

		it('as one item among others, which still work', async () => {
			const outcome = await appcues.run({
				type: 'appcuesAnalytics',
				parameters: {
					operation,
					...inFields({ columns: [] }),
					queryMode: 'raw',
					columns: '={{ $json.c }}',
				},
				input: [{ c: 'name' }, { c: 'nps_feedback' }],
				onError: 'continueErrorOutput',
			});
			expect(outcome.json(1)).toEqual([
				expect.objectContaining({ error: expect.stringContaining('nps_feedback') }),
			]);
			expect(appcues.fake.requests('POST')).toHaveLength(1);
		});
	});

	it.each([
		{ metrics: ['nps_computed_score', 'nps_promoters'], dimensions: ['day'], conditions: [SURVEY] },
		{ metrics: ['nps_scores_submitted'], dimensions: ['name'], conditions: [SURVEY] },
		{ columns: ['score', 'feedback'], conditions: [['name', 'like', 'appcues:nps_%']] },
		{ metrics: ['events'], dimensions: ['event_type'] },
	])('is not %j, in either mode', async (spec) => {
		for (const parameters of [
			inFields(spec),
			{ queryMode: 'json', specJson: JSON.stringify({ ...spec, ...RANGE }) },
		]) {
			const outcome = await appcues.run({
				type: 'appcuesAnalytics',
				parameters: { operation: 'query', ...parameters },
			});
			expect(outcome.error).toBeUndefined();
		}
		expect(appcues.fake.requests('POST', '/analytics/query')).toHaveLength(2);
	});

	it('has its conditions as Appcues writes them, in either mode', async () => {
		const conditions = [
			[' flow_id ', 'equals', 'survey'],
			['name', 'NOT  IN', ['a', 'b']],
		];
		const spec = { metrics: ['nps_promoters'], conditions };
		for (const parameters of [
			inFields(spec),
			{ queryMode: 'json', specJson: JSON.stringify({ ...spec, ...RANGE }) },
		]) {
			const outcome = await appcues.run({
				type: 'appcuesAnalytics',
				parameters: { operation: 'query', ...parameters },
			});
			expect(outcome.error).toBeUndefined();
			expect(appcues.fake.log.at(-1)?.body).toMatchObject({
				conditions: [
					['flow_id', '==', 'survey'],
					['name', 'not in', ['a', 'b']],
				],
			});
		}
	});

	it('spans more than 90 days as JSON, which an export may', async () => {
		const spec = { metrics: ['users'], start_time: '2026-01-01', end_time: '2026-11-01' };
		const json = { queryMode: 'json', specJson: JSON.stringify(spec) };
		const error = await refusal({ operation: 'query', ...json });
		expect(error?.message).toBe(
			"start_time and end_time in 'Query (JSON)' are 304 days apart, and a query spans 90 at most",
		);
		expect(error?.description).toContain("'Export Analytics'");
		const outcome = await appcues.run({
			type: 'appcuesAnalytics',
			parameters: { operation: 'export', ...json },
		});
		expect(outcome.error).toBeUndefined();
	});
});

describe('what is refused and what is sent', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	beforeAll(async () => {
		fake = await startFakeAppcues({ accounts: [{ ...smallAccount(), events: [] }] });
		Object.assign(fake, { rateLimit: Infinity });
		client = clientOf(fake);
	});
	afterAll(async () => await fake.close());

	const metrics = fc.constantFrom(...Object.keys(fakes.METRICS), ...NPS_METRICS, 'nps_respondents');
	const npsNames = ['nps_respondents', 'nps_raw_score', 'nps_feedback', 'nps_computed_score'];
	const odd = ['event', 'id', 'attributes.plan', 'flow_name', 'NPS_Respondents', ' nps_feedback'];
	const fields = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom('day', 'name', 'flow_id', 'user_id', 'score') },
		fc.constantFrom(...FIELDS),
		fc.constantFrom(...npsNames, ...odd),
	);
	const list = (name: fc.Arbitrary<string>) => fc.array(name, { maxLength: 3 });
	const specs = fc.record(
		{
			metrics: list(metrics),
			dimensions: list(fields),
			columns: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, list(fields)),
			conditions: fc.array(fc.tuple(fields, fc.constant('=='), fc.constant('x')), { maxLength: 2 }),
			order_by: fc.array(fc.tuple(fields, fc.constantFrom('asc', 'desc')), { maxLength: 1 }),
		},
		{ requiredKeys: [] },
	);

	const isRefused = (spec: object) => {
		try {
			checkSpec(spec, 'json');
			return false;
		} catch (thrown) {
			expect(thrown).toBeInstanceOf(InvalidInput);
			return true;
		}
	};

	it('match Appcues: everything refused fails there too, and everything sent gets no 500', async () => {
		const seen = { refused: 0, broken: 0, answered: 0 };
		await fc.assert(
			fc.asyncProperty(specs, async (spec) => {
				const { status } = await client.post('/analytics/query', { ...spec, ...RANGE });
				const refused = isRefused(spec);
				seen.refused += Number(refused);
				seen.broken += Number(status === 500);
				seen.answered += Number(status === 200);
				if (refused) expect([400, 500]).toContain(status);
				else expect([200, 400]).toContain(status);
			}),
			{ numRuns: 1500 },
		);
		for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
	});

	it('are decided without a query of the right shape', () => {
		fc.assert(
			fc.property(
				fc.dictionary(
					fc.constantFrom('metrics', 'columns', 'conditions', 'order_by', 'rank_n'),
					fc.anything(),
				),
				(spec) => {
					isRefused(spec);
				},
			),
		);
	});
});

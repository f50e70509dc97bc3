import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	FIELDS,
	METRICS,
	VERIFIED_COLUMNS,
} from '../../../dev/fake-appcues/analytics/vocabulary.cjs';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { WIRE_EVENTS } from '../../../dev/fake-appcues/model/wireEvents.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const NOW = Date.UTC(2026, 0, 15, 12);
const TODAY = { start_time: '2026-01-15T00:00:00Z', end_time: '2026-01-16T00:00:00Z' };

describe('The fields of analytics', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		const { events: _events, ...account } = smallAccount();
		fake = await startFakeAppcues({ accounts: [account], clock: new TestClock() });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const query = async (spec: object) =>
		(await client.post('/analytics/query', { ...TODAY, ...spec })).data;
	/** Tracks events of one user, a second apart. */
	function track(...events: Array<{ name: string; attributes?: object; context?: object }>) {
		events.forEach(({ name, attributes, context }, i) => {
			const at = NOW - 3_600_000 + i * 1000;
			const more = { attributes: { ...attributes }, context: { ...context } };
			fake.account().people.addEvent({ userId: 'user-ada', name, at, ...more });
		});
	}
	const first = (name: string, about?: string) => {
		const found = WIRE_EVENTS.find((one) => one.name === name && one.about === about);
		if (!found) throw new Error(`No event ${name} ${about}`);
		return found;
	};

	it.each([...FIELDS])('%s works as a dimension, in a condition and as a column', async (field) => {
		track({ name: 'Own' });

		const grouped = await query({
			metrics: Object.keys(METRICS),
			dimensions: [field],
			conditions: [[field, '!=', 'nothing of the kind']],
		});
		const raw = await query({ columns: [field] });

		expect(grouped).toEqual([expect.objectContaining({ events: 1, users: 1 })]);
		expect(grouped[0]).toHaveProperty(field);
		expect(raw).toEqual([{ [field]: grouped[0][field] === '' ? null : expect.anything() }]);
	});

	it.each([
		[first('appcues:step_started'), 'flow_id', 'flow-welcome'],
		[first('appcues:step_started'), 'flow_type', 'journey'],
		[first('appcues:step_started'), 'step_id', 'flow-welcome-step-1'],
		[first('appcues:step_started'), 'step_child_id', 'flow-welcome-step-1-child'],
		[first('appcues:step_started'), 'locale_name', 'default'],
		[first('appcues:step_error'), 'step_error_message', 'Element "#new-report" not found'],
		[first('appcues:step_error'), 'step_child_error_message', null],
		[first('appcues:step_child_error'), 'step_child_error_message', expect.any(String)],
		[first('appcues:v2:step_error'), 'step_error_message', expect.stringContaining('#new')],
		[first('appcues:v2:step_error'), 'experience_id', 'flow2-tour'],
		[first('appcues:v2:experience_dismissed', 'a banner'), 'experience_type', 'banner'],
		[first('appcues:v2:experience_started', 'a pin'), 'flow_id', null],
		[first('appcues:v2:step_interaction', 'a score'), 'survey_id', 'nps-quarterly'],
		[first('appcues:v2:step_interaction', 'a form'), 'interaction_type', 'Form Submitted'],
		[
			first('appcues:v2:step_interaction', 'a score'),
			'interaction_data',
			{ surveyResponses: [{ type: 'nps_score', value: 3 }] },
		],
		[first('appcues:nps_score'), 'score', 3],
		[first('appcues:nps_feedback'), 'feedback', 'Too slow'],
		[first('appcues:nps_score_and_feedback'), 'feedback', 'Too slow'],
		[first('appcues:checklist_item_started'), 'checklist_id', 'checklist-start'],
		[first('appcues:launchpad_kb_search'), 'search_query', 'export csv'],
		[first('appcues:experiment_entered'), 'experiment_group', 'exposed'],
		[{ name: 'Own' }, 'email', 'ada@acme.example'],
		[{ name: 'Own', attributes: { _identity: { plan: 'old' } } }, 'identity', { plan: 'old' }],
	])('are read from an event: %j', async (event, field, expected) => {
		track(event);

		expect(await query({ columns: [field] })).toEqual([{ [field]: expected }]);
	});

	it('split the URL of the page into its parts', async () => {
		track({ name: 'Own', context: { url: 'https://app.acme.example/a/b?c=d#e' } });

		expect(await query({ columns: ['hostname', 'path', 'query', 'hash'] })).toEqual([
			{ hostname: 'app.acme.example', path: '/a/b', query: '?c=d', hash: '#e' },
		]);
	});

	it('show the item of a checklist in one of two fields', async () => {
		track(first('appcues:checklist_item_completed'));
		const columns = ['checklist_item_id', 'item_id'];

		expect(await query({ columns })).toEqual([{ checklist_item_id: 'item-report', item_id: null }]);
		fake.checklistItemField = 'item_id';
		expect(await query({ columns })).toEqual([{ checklist_item_id: null, item_id: 'item-report' }]);
	});

	it('are "" in a grouped row that has no value, never null', async () => {
		track({ name: 'Own' }, first('appcues:flow_started'));

		const rows = await query({ metrics: ['events'], dimensions: ['flow_id', 'day'] });
		expect(rows).toEqual([
			{ flow_id: '', day: '2026-01-15', events: 1 },
			{ flow_id: 'flow-welcome', day: '2026-01-15', events: 1 },
		]);
	});

	it('are JSON text in raw rows if the setting says so, and always in grouped rows', async () => {
		track(first('appcues:v2:step_interaction', 'a score'));
		const text = '{"surveyResponses":[{"type":"nps_score","value":3}]}';

		const grouped = await query({ metrics: ['events'], dimensions: ['interaction_data'] });
		expect(grouped).toEqual([{ interaction_data: text, events: 1 }]);
		fake.nestedAs = 'text';
		expect(await query({ columns: ['name', 'interaction_data'] })).toEqual([
			{ name: 'appcues:v2:step_interaction', interaction_data: text },
		]);
	});

	it('are numbers, or numeric strings', async () => {
		track({ name: 'Own' });
		fake.metricValues = 'text';

		const spec = { metrics: ['events', 'users'], dimensions: ['day'] };
		expect(await query(spec)).toEqual([{ day: '2026-01-15', events: '1', users: '1' }]);
	});

	it('can be limited to the verified ones in raw rows', async () => {
		fake.rawColumns = 'verified';

		expect(await query({ columns: VERIFIED_COLUMNS })).toEqual([]);
		const { status, data } = await client.post('/analytics/query', {
			...TODAY,
			columns: ['name', 'attributes'],
		});
		expect([status, data.detail]).toEqual([400, "body.columns.1: 'attributes' is unknown"]);
	});

	it.each([
		['flow_id', '==', 'gone'],
		['flow_id', 'in', 'gone'],
		['name', '==', ['Own']],
		['name', 'in', []],
		['day', '==', { is: 1 }],
	])('accept any value in a condition: %s %s %j', async (...condition) => {
		track({ name: 'Own' });

		const spec = { metrics: ['events'], dimensions: ['name'], conditions: [condition] };
		expect(await query(spec)).toEqual([]);
	});

	it('cover a window that includes its start and excludes its end', async () => {
		track({ name: 'first' }, { name: 'second' });
		const range = { start_time: '2026-01-15T11:00:00Z', end_time: '2026-01-15T11:00:01Z' };

		expect(await query({ ...range, columns: ['name'] })).toEqual([{ name: 'first' }]);
	});

	it.each([
		['nps_respondents as a metric', { metrics: ['users', 'nps_respondents'] }],
		['nps_respondents as a dimension', { metrics: ['users'], dimensions: ['nps_respondents'] }],
		['nps_respondents as a column', { columns: ['nps_respondents'] }],
		[
			'nps_respondents in a condition',
			{ columns: ['name'], conditions: [['nps_respondents', '==', 1]] },
		],
		['the score by flow', { metrics: ['nps_computed_score'], dimensions: ['flow_id'] }],
		['the score by week', { metrics: ['nps_computed_score'], dimensions: ['week'] }],
		[
			'the score beside the scores',
			{ metrics: ['nps_computed_score', 'nps_scores_submitted'], dimensions: ['day'] },
		],
		['nps_raw_score as a column', { columns: ['nps_raw_score'] }],
		['nps_feedback as a column', { columns: ['name', 'nps_feedback'] }],
	])('always get 500 for %s', async (_, spec) => {
		const conditions = [['flow_id', '==', 'nps-classic']];
		for (const path of ['/analytics/query', '/analytics/exports']) {
			const { status } = await client.post(path, { conditions, ...TODAY, ...spec });
			expect(status).toBe(500);
		}
		expect(fake.account().analyticsJobs.size).toBe(0);
	});
});

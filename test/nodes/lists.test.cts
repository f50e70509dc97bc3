import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Lists as real data has them, in every parameter that accepts one. */

const appcues = useAppcues();
useFastTime();

type Run = Awaited<ReturnType<typeof appcues.run>>;

const segment = { segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' } };

const sentIds = () =>
	appcues.fake.log.flatMap(
		({ body }) => (body as { user_ids?: string[] } | undefined)?.user_ids ?? [],
	);

const body = () => appcues.fake.log.at(-1)?.body as IDataObject;

const exported = (rest: IDataObject): IDataObject => ({
	operation: 'export',
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
	waitForCompletion: false,
	...rest,
});

/** A parameter that accepts a list. */
interface ListParameter {
	/** Its name in messages. */
	label: string;
	/** Runs its node with the parameter as n8n stores it. */
	run(list: string, json?: IDataObject): Promise<Run>;
	/** Returns the list in the last request. */
	sent(): unknown;
}

const lastIds = () => body().user_ids;

const segmentUsers = (operation: string): ListParameter => ({
	label: 'User IDs',
	run: async (userIds, json = {}) =>
		await appcues.run({
			type: 'appcuesSegment',
			parameters: { operation, ...segment, userIds, waitForCompletion: false },
			input: [json],
		}),
	sent: lastIds,
});

const analyticsNames = (label: string, name: string, queryMode: string): ListParameter => ({
	label,
	run: async (list, json = {}) => {
		// The fake Appcues has no metrics with these names.
		appcues.fake.fault({ path: '/analytics/exports', status: 202, body: { job_id: 'job-x' } });
		return await appcues.run({
			type: 'appcuesAnalytics',
			parameters: exported({ queryMode, metrics: 'users', [name]: list }),
			input: [json],
		});
	},
	sent: () => body()[name],
});

const PARAMETERS: Record<string, ListParameter> = {
	'Add Users to a segment': segmentUsers('addUsers'),
	'Remove Users from a segment': segmentUsers('removeUsers'),
	'Sync Users to a segment': {
		...segmentUsers('syncUsers'),
		sent: () =>
			(appcues.fake.requests('POST', '/add_user_ids').at(-1)?.body as IDataObject | undefined)
				?.user_ids,
	},
	'Add Users to a group': {
		label: 'User IDs',
		run: async (userIds, json = {}) =>
			await appcues.run({
				type: 'appcuesGroup',
				parameters: { operation: 'addUsers', groupId: 'group-acme', userIds },
				input: [json],
			}),
		sent: () =>
			(appcues.fake.requests('POST', '/users').at(-1)?.body as IDataObject | undefined)?.user_ids,
	},
	'properties of Export Segment Members': {
		label: 'Property Names',
		run: async (propertyNames, json = {}) =>
			await appcues.run({
				type: 'appcuesExport',
				parameters: {
					operation: 'segmentMembers',
					...segment,
					waitForCompletion: false,
					options: { propertyNames },
				},
				input: [json],
			}),
		sent: () => body().property_names,
	},
	'metrics of a query': analyticsNames('Metrics', 'metrics', 'aggregate'),
	'dimensions of a query': analyticsNames('Dimensions', 'dimensions', 'aggregate'),
	'columns of a query': analyticsNames('Columns', 'columns', 'raw'),
	'values of a condition': {
		label: "Condition 1 in 'Conditions'",
		run: async (value, json = {}) =>
			await appcues.run({
				type: 'appcuesExport',
				parameters: {
					operation: 'events',
					timeRange: 'custom',
					startTime: '2026-11-01T00:00:00Z',
					waitForCompletion: false,
					conditions: { condition: [{ field: 'user_id', operator: 'in', value }] },
				},
				input: [json],
			}),
		sent: () => first(body().conditions as unknown[][])[2],
	},
	'columns of an import': {
		label: 'Columns',
		run: async (selectedColumns, json = {}) =>
			await appcues.run({
				type: 'appcuesImport',
				parameters: {
					operation: 'profiles',
					source: 'items',
					columns: 'selected',
					selectedColumns,
					waitForCompletion: false,
				},
				input: [{ user_id: 'u', ada: 1, tim: 2, ...json }],
			}),
		sent: () =>
			Object.keys(first(appcues.fake.log.at(-1)?.body as IDataObject[])).filter(
				(name) => name !== 'user_id',
			),
	},
};

const WRITINGS = [
	'ada,tim',
	'ada\ntim',
	'ada\r\ntim\r\n',
	'- ada\n- tim',
	'1. ada\n2. tim',
	'["ada", "tim"]',
	"['ada', 'tim']",
	"('ada', 'tim')",
	'{ada,tim}',
	'[ada, tim]',
	'"ada","tim"',
	"'ada', 'tim'",
	'“ada”, “tim”',
	'```\nada\ntim\n```',
];

describe.each(Object.entries(PARAMETERS))('%s', (title, { label, run, sent }) => {
	it.each(WRITINGS)('reads %j, typed and from data', async (list) => {
		for (const result of [await run(list), await run('={{ $json.list }}', { list })]) {
			expect(result.error).toBeUndefined();
			expect(result.hints).toEqual([]);
			expect(sent()).toEqual(['ada', 'tim']);
		}
	});

	it.each([
		'["ada", "tim"',
		'["ada",]',
		'[ada',
		'{"ids": ["ada", "tim"]}',
		"array(['ada', 'tim'])",
		'"ada, tim"',
		'The users:\n- ada\n- tim',
	])('refuses %j before anything is sent', async (list) => {
		const { error } = await run('={{ $json.list }}', { list });
		expect(error?.message).toContain(label);
		expect(error?.description).toMatch(/\S/);
		// Columns are read once for all items.
		if (title !== 'columns of an import') expect(error?.item).toBe(0);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['user-ada;user-tim', 'user-ada\tuser-tim', 'user-1|user-2'])(
		'sends %j as one, with a hint',
		async (list) => {
			const { error, hints } = await run('={{ $json.list }}', { list, [list]: 1 });
			expect(error).toBeUndefined();
			// A tab in a property name becomes a space.
			const isRenamed = title === 'columns of an import' && list.includes('\t');
			expect(sent()).toEqual([isRenamed ? list.replace('\t', ' ') : list]);
			expect(hints.slice(0, isRenamed ? -1 : undefined)).toEqual([
				expect.stringMatching(/^Some values look like several in one and were sent as one\./),
			]);
			expect(hints[0]).toContain(label);
			expect(hints[0]).toContain(JSON.stringify(list));
		},
	);

	it.each(['[object Object]', 'ada, [object Object]'])('refuses %j', async (list) => {
		const { error } = await run('={{ $json.list }}', { list });
		expect(error?.message).toContain(label);
		expect(error?.message).toContain('[object Object]');
		expect(appcues.fake.log).toEqual([]);
	});

	it('uses an element of an array unchanged', async () => {
		const list = ['ada, tim', 'a;b', "['x']", '- y'];
		// Property names have no line breaks.
		if (title !== 'columns of an import') list.push('line 1\nline 2');
		const json = { list, ...Object.fromEntries(list.map((name) => [name, 1])) };
		const { error, hints } = await run('={{ $json.list }}', json);
		expect(error).toBeUndefined();
		expect(sent()).toEqual(list);
		expect(hints).toEqual([]);
	});
});

describe("'Order By'", () => {
	const run = async (orderBy: unknown) =>
		await appcues.run({
			type: 'appcuesAnalytics',
			parameters: exported({
				metrics: 'users',
				dimensions: 'day',
				options: { orderBy: '={{ $json.list }}' },
			}),
			input: [{ list: orderBy } as IDataObject],
		});

	it.each([
		'users desc\nday asc',
		'- users desc\n- day',
		"[('users', 'desc'), ('day', 'asc')]",
		"['users desc', 'day']",
		'"users desc", "day"',
	])('reads %j', async (list) => {
		expect((await run(list)).error).toBeUndefined();
		expect(body().order_by).toEqual([
			['users', 'desc'],
			['day', 'asc'],
		]);
	});

	it('refuses a truncated array', async () => {
		expect((await run('[["users", "desc"')).error?.message).toContain(
			"'Order By' can't be read as an array",
		);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('user IDs', () => {
	const add = async (input: IDataObject[], rest: IDataObject = {}) =>
		await appcues.run({
			type: 'appcuesSegment',
			parameters: { operation: 'addUsers', ...segment, userIds: '={{ $json.ids }}', ...rest },
			input,
		});

	it('can contain apostrophes, quotes, dashes, braces and spaces', async () => {
		const ids = [
			"o'brien",
			"d'arc",
			'5" disk',
			'-abc',
			'a{b}',
			'{3f2504e0-4f89-41d3-9a0c-0305e82c3301}',
			'grace hopper',
			'auth0|5f7c8ec7',
			'[VIP] ada',
		];
		const run = await add(ids.map((id) => ({ ids: id })));
		expect(sentIds()).toEqual(ids);
		expect(run.hints).toEqual([]);
	});

	it('keep all digits of a large number in an array as text', async () => {
		await add([{ ids: '[7615917337495251231, "9007199254740993"]' }]);
		expect(sentIds()).toEqual(['7615917337495251231', '9007199254740993']);
	});

	it('are read from an array as text without its blanks, which are counted', async () => {
		const run = await add([{ ids: "['ada', None, '', 'tim']" }, { ids: '{ada,NULL}' }]);
		expect(sentIds()).toEqual(['ada', 'tim']);
		expect(run.json()[0]).toMatchObject({ skipped: 3 });
	});

	it.each(['[]', '{}', "['']", '{NULL}'])('are missing when there is only %j', async (ids) => {
		const run = await add([{ ids }]);
		expect(run.error?.message).toContain('No user ID in the item');
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([
		['[["ada"]]', 'is an array instead of an ID'],
		['[{"id": "ada"}]', 'is an object instead of an ID'],
		['[true]', 'is "true" (boolean) instead of an ID'],
		['ada, [object Object]', 'is "[object Object]", which comes from an empty or mistyped value'],
		['ada, undefined', 'is "undefined", which comes from an empty or mistyped value'],
		["['ada', 'nan']", 'is "nan", which comes from an empty or mistyped value'],
		['ada\n9.91214E+15', 'is "9.91214E+15", a number that a spreadsheet has shortened'],
	])('%j: is refused, with the item', async (ids, message) => {
		const run = await add([{ ids: 'tim' }, { ids }]);
		expect(run.error).toMatchObject({ message: `'User IDs' ${message}`, item: 1 });
		expect(appcues.fake.log).toEqual([]);
	});

	it('lose invisible characters around and within them', async () => {
		await add([{ ids: '\ufeffada, ti\u200bm\u00a0' }]);
		expect(sentIds()).toEqual(['ada', 'tim']);
	});

	it('are counted in one hint, with the first of them', async () => {
		const run = await add([{ ids: 'ada' }, { ids: 'a;b' }, { ids: 'c;d' }]);
		expect(run.hints).toEqual([
			`Some values look like several in one and were sent as one. Where a list is allowed, separate them with commas. Found in 'User IDs' (2 items, first item 1: "a;b").`,
		]);
	});
});

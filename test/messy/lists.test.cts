import { afterAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime, type Appcues } from '../support/appcues.cjs';
import { checkTable } from './checkTable.cjs';
import type { Verdict } from './verdict.cjs';

const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

const BOTH = ['plan', 'seats'];

/** A list as people and programs write it. */
interface Writing {
	/** The name of its row. */
	name: string;
	given: unknown;
	/** Undefined if that is unclear. */
	meant?: string[];
}

const WRITINGS: readonly Writing[] = [
	{ name: '`a, b`', given: 'plan, seats', meant: BOTH },
	{ name: 'One per line', given: 'plan\nseats', meant: BOTH },
	{ name: 'One per line, from Windows', given: 'plan\r\nseats\r\n', meant: BOTH },
	{ name: 'Bullets (`- a`)', given: '- plan\n- seats', meant: BOTH },
	{ name: 'Numbered (`1. a`)', given: '1. plan\n2. seats', meant: BOTH },
	{ name: 'A JSON array', given: '["plan", "seats"]', meant: BOTH },
	{ name: 'A JSON array that was cut off', given: '["plan", "sea' },
	{ name: "A Python list (`['a', 'b']`)", given: "['plan', 'seats']", meant: BOTH },
	{ name: 'A PostgreSQL array (`{a,b}`)', given: '{plan,seats}', meant: BOTH },
	{ name: 'Each in quotes', given: '"plan","seats"', meant: BOTH },
	{ name: 'Semicolons', given: 'plan;seats' },
	{ name: 'Tabs, as cells of a spreadsheet', given: 'plan\tseats' },
	{ name: 'An array', given: ['plan', 'seats'], meant: BOTH },
	{
		name: 'An array, one with a comma',
		given: ['plan', 'seats, max'],
		meant: ['plan', 'seats, max'],
	},
];

/** A parameter that accepts a list. */
interface ListEntry {
	name: string;
	type: string;
	/** The parameter that contains `={{ $json.list }}`. */
	parameters(list: string): IDataObject;
	/** What arrived as the list. */
	arrived(appcues: Appcues): string[] | undefined;
}

const input = { user_id: 'user-7', plan: 'pro', seats: 5, 'seats, max': 9 };

const userIds = (
	name: string,
	type: string,
	target: IDataObject,
	path: string | RegExp,
): ListEntry => ({
	name,
	type,
	parameters: (list) => ({ operation: 'addUsers', ...target, userIds: list }),
	arrived: ({ fake }) =>
		fake.requests('POST', path).flatMap(({ body }) => (body as { user_ids: string[] }).user_ids),
});

const ENTRIES: readonly ListEntry[] = [
	userIds(
		'User IDs (Segment)',
		'appcuesSegment',
		{ segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' } },
		'/add_user_ids',
	),
	userIds('User IDs (Group)', 'appcuesGroup', { groupId: 'group-acme' }, /\/groups\/.*\/users$/),
	{
		name: 'Columns (Import)',
		type: 'appcuesImport',
		parameters: (list) => ({ operation: 'profiles', columns: 'selected', selectedColumns: list }),
		arrived: ({ fake }) =>
			fake
				.requests('POST', '/import/profiles')
				.flatMap(({ body }) => Object.keys(first(body as IDataObject[])).slice(1)),
	},
	{
		name: 'Property Names (Export)',
		type: 'appcuesExport',
		parameters: (list) => ({
			operation: 'segmentMembers',
			segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' },
			output: 'job',
			options: { propertyNames: list },
		}),
		arrived: ({ fake }) =>
			fake
				.requests('POST', '/segment_membership_export')
				.flatMap(({ body }) => (body as { property_names: string[] }).property_names),
	},
	{
		name: 'Value of a condition with In',
		type: 'appcuesExport',
		parameters: (list) => ({
			operation: 'events',
			timeRange: 'custom',
			startTime: '2026-01-01T00:00:00Z',
			output: 'job',
			conditions: { condition: [{ field: 'name', operator: 'in', value: list }] },
		}),
		arrived: ({ fake }) =>
			fake
				.requests('POST', '/export/events')
				.flatMap(
					({ body }) => (body as { conditions: [[string, string, string[]]] }).conditions[0][2],
				),
	},
];

const verdicts = new Map<string, Verdict>();

describe.each(ENTRIES)('$name', ({ name: entry, type, parameters, arrived }) => {
	it.each(WRITINGS)('$name', async ({ name, given, meant }) => {
		const run = await appcues.run({
			type,
			parameters: parameters('={{ $json.list }}'),
			input: [{ ...input, list: given } as IDataObject],
		});
		const sent = arrived(appcues) ?? [];
		const isAsMeant = meant !== undefined && JSON.stringify(sent) === JSON.stringify(meant);
		let verdict: Verdict = isAsMeant ? 'as meant' : 'silent';
		if (run.error)
			verdict = sent.length === 0 && run.error.description !== '' ? 'refused' : 'silent';
		else if (run.hints.length > 0) verdict = isAsMeant ? 'fixed, hint' : 'hint';
		verdicts.set(`${entry} ${name}`, verdict);
		expect({ verdict, sent, error: run.error }).not.toMatchObject({ verdict: 'silent' });
	});
});

afterAll(() =>
	checkTable(
		'lists',
		ENTRIES.map(({ name }) => name),
		WRITINGS.map(({ name }) => ({
			name,
			verdicts: ENTRIES.map((entry) => verdicts.get(`${entry.name} ${name}`)),
		})),
	),
);

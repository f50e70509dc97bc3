import { describe, expect, it } from '@jest/globals';

import { atLeast } from '../../../dev/elements.cjs';
import { useFastTime } from '../../support/appcues.cjs';
import type { FileRun } from './runFile.cjs';
import { told, useFiles } from './runFile.cjs';

const { appcues, run: runFile, rows } = useFiles();
useFastTime();

const run = async (lines: Array<string | object>, settings: FileRun = {}) =>
	await runFile(
		lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
		{ name: 'people.ndjson', ...settings },
	);

/** Returns what was sent, line by line, as written. */
const GOOD = { user_id: 'u-1', plan: 'pro' };

describe('the lines of NDJSON', () => {
	it.each<[Array<string | object>, string, string]>([
		[[GOOD, '{"user_id":"u-2",}'], 'Row 2 of "people.ndjson": it is not valid JSON', 'JSON'],
		[[GOOD, '{"user_id":"u-2","n":NaN}'], 'Row 2 of "people.ndjson": it is not valid JSON', 'N'],
		[[GOOD, '', '["u-2"]'], 'Row 3 of "people.ndjson": it is not a JSON object', '["u-2"]'],
		[[GOOD, '"u-2"'], 'Row 2 of "people.ndjson": it is not a JSON object', 'one object per line'],
		[[GOOD, { plan: 'pro' }], `Row 2 of "people.ndjson": 'user_id' is empty`, 'Fill it in'],
		[[GOOD, '{}'], `Row 2 of "people.ndjson": 'user_id' is empty`, ''],
		[[GOOD, { user_id: null }], `Row 2 of "people.ndjson": 'user_id' is empty`, ''],
		[[GOOD, { user_id: ' ' }], `Row 2 of "people.ndjson": 'user_id' is empty`, ''],
		[[GOOD, { user_id: true }], `Row 2 of "people.ndjson": 'user_id' is true instead of an ID`, ''],
		[[GOOD, { user_id: { id: 1 } }], `'user_id' is {"id":1} instead of an ID`, ''],
		[[GOOD, { user_id: 'NaN' }], `'user_id' is "NaN", which comes from an empty`, ''],
		[
			[GOOD, '{"user_id":9.91214E+15}'],
			`'user_id' is "9.91214E+15", a number that a spreadsheet`,
			'',
		],
		[[GOOD, '{"user_id":"u-2\\ud83d"}'], 'half of a character', ''],
		[[GOOD, '{"user_id":"u-2","a":1,"a":2}'], `Row 2 of "people.ndjson": it has 'a' twice`, ''],
		[[GOOD, { user_id: 'u-2', ' plan': 1, plan: 2 }], `it has 'plan' twice`, ''],
		[[GOOD, '{"user_id":"u-2","a":[1,}'], 'it is not valid JSON', ''],
		[[GOOD, '{"user_id":"u-2","a":{"b":01}}'], 'it is not valid JSON', ''],
		[[GOOD, { user_id: 'user_id' }], 'is the name of the column itself', ''],
		[[GOOD, GOOD, { user_id: 'User_ID' }], 'is the name of the column itself', ''],
		[
			['{', ' "user_id": "u-1"', '}'],
			'The first line of "people.ndjson" is not a JSON object',
			'{',
		],
	])('%j are refused before anything is sent', async (lines, message, description) => {
		const got = await run(lines);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).toContain(description);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['\r', '\r\n', '\n'])('can end with %j, and blank lines are counted', async (end) => {
		const got = await runFile(
			[GOOD, '', { user_id: 'u-2' }, { user_id: '' }]
				.map((line) => line && JSON.stringify(line))
				.join(end),
			{
				name: 'a.ndjson',
			},
		);
		expect(got.error?.message).toBe(`Row 4 of "a.ndjson": 'user_id' is empty`);
		const fine = await runFile(`{"user_id":"u-1"}${end}${end}{"user_id":"u-2"}${end}`, {
			name: 'a.ndjson',
		});
		expect(told(fine).trim()).toBe('');
		expect(rows()).toEqual([{ user_id: 'u-1' }, { user_id: 'u-2' }]);
	});

	it('can be in another encoding', async () => {
		const got = await runFile(Buffer.from('{"user_id":"u-1","city":"M\u00fcnchen"}\n', 'latin1'), {
			name: 'a.ndjson',
			options: { encoding: 'iso-8859-1' },
		});
		expect(got.error).toBeUndefined();
		expect(rows()).toEqual([{ user_id: 'u-1', city: 'München' }]);
	});
});

describe('IDs in NDJSON', () => {
	it('that are numbers keep all digits, and are sent as strings', async () => {
		const got = await run([
			'{"user_id":7615917337495251231,"ref":7615917337495251231}',
			'{"user_id": 5 }',
			'{"ref":1e3,"user_id":5.0}',
		]);
		expect(told(got).trim()).toBe('');
		expect(rows().map(({ user_id }) => user_id)).toEqual(['7615917337495251231', '5', '5']);
	});

	it('that are numbers in some rows and strings in others get a hint', async () => {
		const got = await run([
			{ user_id: 'u-1' },
			{ user_id: 'u-2' },
			{ user_id: 5 },
			{ user_id: 'u-4' },
		]);
		expect(got.hints).toEqual([expect.stringContaining(`'user_id' (row 3 of "people.ndjson")`)]);
		expect(rows()[2]).toEqual({ user_id: '5' });
	});

	it('are sent without invisible characters; emails get a hint', async () => {
		const got = await run([
			{ user_id: ' u-1' },
			{ user_id: 'u\u200b-2' },
			{ user_id: 'ada@acme.example' },
		]);
		expect(rows().map(({ user_id }) => user_id)).toEqual(['u-1', 'u-2', 'ada@acme.example']);
		expect(got.hints).toEqual([expect.stringMatching(/email.*'user_id' \(row 3/)]);
	});
});

describe('properties in NDJSON', () => {
	it('are sent digit by digit, whatever else changes in the line', async () => {
		const line =
			'{ "user_id" : " u-1", "n":12345678901234567890.10, "b":false ,"x":null,"s":"\\u00fc\\n" }';
		await run([line]);
		const [{ bodyBytes }] = atLeast(1, appcues.fake.requests('POST', '/import/profiles'));
		const sent =
			'{"user_id":"u-1","n":12345678901234567890.10,"b":false,"x":null,"s":"\\u00fc\\n"}\n';
		expect(bodyBytes).toBe(Buffer.byteLength(sent));
		expect(rows()).toEqual([JSON.parse(sent)]);
	});

	it('that come from a mistake are omitted, with a hint', async () => {
		const got = await run([
			{ user_id: 'u-1', at: 'Invalid Date', plan: 'pro' },
			{ user_id: 'u-2', at: null, plan: '[object Object]' },
			'{"user_id":"u-3","at":"\\\\N"}',
		]);
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', at: null },
			{ user_id: 'u-3' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(/'at' \(2 rows, first row 1.*'plan' \(row 2/),
		]);
	});

	it('with invisible characters in their names are sent without them, with a hint', async () => {
		const got = await run([
			{ user_id: 'u-1', ' plan': 'pro' },
			{ '\ufeffuser_id': 'u-2', plan: 'free', '': 'x' },
		]);
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'free' },
		]);
		expect(got.hints).toHaveLength(2);
		expect(told(got)).toMatch(/'␠plan' \(row 1 .*'\\ufeffuser_id' \(row 2 /);
	});

	it('that are numbers in some rows and strings in others get a hint, other strings do not', async () => {
		const got = await run([
			{ user_id: 'u-1', seats: '5', zip: '00501', code: 'a', only: '7' },
			{ user_id: 'u-2', seats: '12', zip: 'SW1', code: 1, only: '8' },
			{ user_id: 'u-3', seats: 5, zip: '1', code: '2', only: '9' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(/numbers in some.*Found in 'seats' \(row 1 [^)]*\)\.$/),
		]);
	});

	it('that are objects or arrays get a hint', async () => {
		const got = await run([
			{ user_id: 'u-1', tags: ['a', 'b'], company: { name: 'Acme' }, none: [], empty: {} },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/objects or arrays, which Appcues ignores.*'tags' \(row 1 .*'company' \(row 1 [^)]*\)\.$/,
			),
		]);
	});

	it('with dates that Appcues cannot compare, or �, get hints', async () => {
		const got = await run([
			{ user_id: 'u-1', at: '06/20/2026', city: 'M\ufffdnchen' },
			'{"user_id":"u-2","city":"M\\ufffdnchen"}',
		]);
		expect(told(got)).toMatch(/'at' \(row 1 /);
		expect(told(got)).toMatch(/'city' \(2 rows, first row 1 /);
	});
});

describe('events in NDJSON', () => {
	const AT = '2026-06-20T10:00:00Z';
	const events = async (lines: Array<string | object>) => await run(lines, { operation: 'events' });

	it('times are sent in ISO 8601 with a zone', async () => {
		const got = await events([
			{ user_id: 'u-1', name: 'Paid', timestamp: AT },
			{ user_id: 'u-1', name: 'Paid', timestamp: 1602611311 },
			{
				user_id: 'u-1',
				name: ' Paid ',
				timestamp: '1602611311000',
				group_id: null,
				attributes: null,
			},
			{ user_id: 'u-1', name: 404, timestamp: AT, group_id: 7 },
		]);
		expect(told(got).trim()).toBe('');
		expect(rows('events')).toEqual([
			{ user_id: 'u-1', name: 'Paid', timestamp: AT },
			{ user_id: 'u-1', name: 'Paid', timestamp: '2020-10-13T17:48:31.000Z' },
			{ user_id: 'u-1', name: 'Paid', timestamp: '2020-10-13T17:48:31.000Z' },
			{ user_id: 'u-1', name: '404', timestamp: AT, group_id: '7' },
		]);
	});

	it('times without a zone get a hint', async () => {
		const got = await events([{ user_id: 'u-1', name: 'Paid', timestamp: '2026-06-20 10:00:00' }]);
		expect(got.hints).toEqual([expect.stringContaining(`'timestamp' (row 1 of "people.ndjson"`)]);
	});

	it.each<[object, string]>([
		[{ timestamp: 'soon' }, `'timestamp' is "soon", which is not a time`],
		[{ timestamp: {} }, `'timestamp' is {} instead of a time`],
		[{ timestamp: null }, `'timestamp' is empty`],
		[{ name: '' }, `'name' is empty`],
		[{ name: 'undefined' }, `'name' is "undefined"`],
		[{ name: ['a'] }, `'name' is ["a"] instead of a name`],
		[{ name: 'x'.repeat(128) }, `'name' has 128 characters`],
	])('%j is refused', async (change, message) => {
		const got = await events([{ user_id: 'u-1', name: 'Paid', timestamp: AT, ...change }]);
		expect(got.error?.message).toContain(`Row 1 of "people.ndjson": ${message}`);
		expect(appcues.fake.log).toEqual([]);
	});

	it('their properties are checked', async () => {
		const got = await events([
			{
				user_id: 'u-1',
				name: 'Paid',
				timestamp: AT,
				attributes: { ' plan': 'pro', at: 'NaN', n: 1 },
			},
			`{"user_id":"u-1","name":"Paid","timestamp":"${AT}","attributes":{"n":12345678901234567890,"deep":{"a":1}}}`,
		]);
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ plan: 'pro', n: 1 },
			{ n: 12345678901234567890, deep: { a: 1 } },
		]);
		expect(got.hints).toHaveLength(3);
		expect(told(got)).toMatch(/'␠plan'/);
		expect(told(got)).toMatch(/'at' \(row 1 .*"NaN"/);
		expect(told(got)).toMatch(/'deep' \(row 2 /);
	});
});

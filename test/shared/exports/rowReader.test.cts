import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';

import { atLeast } from '../../../dev/elements.cjs';
import { FIELDS, METRICS, NPS_METRICS } from '../../../dev/fake-appcues/analytics/vocabulary.cjs';
import { RowReader } from '../../../nodes/shared/exports/rowReader';
import { MAX_ROW_LENGTH } from '../../../nodes/shared/exports/rowFormat';

const info = { method: 'GET', path: 'files.example/export', attempts: 1 };

const ADVICE = "To get the export as it is, choose 'File' in 'Output'.";

/** Reads bytes that arrive in pieces that end at `cuts`. */
function readBytes(bytes: Buffer, cuts: number[] = []) {
	const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
	const reader = new RowReader({ info, redact: (each) => each }, ADVICE);
	let from = 0;
	const rows = [...ends, bytes.length].flatMap((end) => {
		const piece = bytes.subarray(from, end);
		from = end;
		return reader.push(piece);
	});
	return [...rows, ...reader.end()];
}

const read = (text: string, cuts?: number[]) => readBytes(Buffer.from(text), cuts);

/** Cuts a text after each of its bytes. */
const everyByte = (text: string) => [...Buffer.from(text).keys()];

/** Returns the error when reading a text. */
function faultOf(text: string | Buffer, cuts?: number[]) {
	try {
		readBytes(Buffer.from(text), cuts);
	} catch (thrown) {
		return thrown as Error & { description: string };
	}
	throw new Error('It was read.');
}

const json = fc.json({ stringUnit: 'grapheme' });
const row = fc
	.dictionary(fc.string({ unit: 'grapheme' }), json)
	.map((values) => JSON.parse(JSON.stringify(values)) as Record<string, string>);
/** Rows of an export have a user. A file with one object and no user may be something else. */
const rows = fc.array(row.map((values) => ({ user_id: 'ada', ...values })));
const cuts = fc.array(fc.nat(5000));

const UNIT = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
	fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ' ', 'a', '[', '{', '<', '\ufeff') }),
);

/** A valid header, and rows of strings. */
const table = fc
	.uniqueArray(UNIT, { maxLength: 4 })
	.map((names) => ['user_id', ...names.filter((name) => !/^user[ _-]?id$/i.test(name.trim()))])
	.chain((header) =>
		fc.record({
			header: fc.constant(header),
			rows: fc.array(fc.tuple(...header.map(() => UNIT)) as fc.Arbitrary<string[]>),
		}),
	);

/** Writes a CSV: quotes where they're needed, or everywhere. */
function csv(lines: string[][], end: string, quoteAll: boolean) {
	const cell = (text: string) =>
		quoteAll || /[",\r\n]/.test(text) || text.trim() !== text || text === ''
			? `"${text.replaceAll('"', '""')}"`
			: text;
	return lines.map((cells) => cells.map(cell).join(',')).join(end);
}

const itemOf = (header: string[], cells: string[]) =>
	Object.fromEntries(
		header.map((name, column) => [name, cells[column]]).filter(([, value]) => value !== ''),
	);

describe('rows', () => {
	it('of NDJSON are read as written, wherever the bytes are cut', () => {
		fc.assert(
			fc.property(rows, cuts, fc.constantFrom('\n', '\r\n', '\n\n'), (given, at, end) => {
				const text = given.map((one) => JSON.stringify(one) + end).join('');
				expect(read(text, at)).toEqual(given);
				expect(read(text.trimEnd(), at)).toEqual(given);
			}),
		);
	});

	it('of a JSON array are read as written, wherever the bytes are cut', () => {
		fc.assert(
			fc.property(rows, cuts, fc.constantFrom(0, 2), (given, at, indent) => {
				expect(read(JSON.stringify(given, null, indent), at)).toEqual(given);
			}),
		);
	});

	it('of a CSV are read as written, wherever the bytes are cut', () => {
		fc.assert(
			fc.property(
				table,
				cuts,
				fc.constantFrom('\n', '\r\n', '\r'),
				fc.boolean(),
				(given, at, end, quoteAll) => {
					const text = csv([given.header, ...given.rows], end, quoteAll);
					const wanted = given.rows
						.filter((cells) => cells.join('') !== '' && !isDeepStrictEqual(cells, given.header))
						.map((cells) => itemOf(given.header, cells));
					expect(read(text, at)).toEqual(wanted);
					expect(read(`\ufeff${text}${end}`, at)).toEqual(wanted);
				},
			),
		);
	});

	it.each([
		'[{"a":"\\\\","b":"\\"]},{"},{"c":[1,{"d":"]"}]}]',
		'\ufeff\r\n\n{"a":"x\\ny"}\r\n{"b":"👩🏽‍🚀"}',
		'"user_id","a ""b"""\r\n1,"x\r\n,""y"""\r\n2,5" pipe\r\n',
	])('of %j are the same with a cut after every byte', (text) => {
		expect(read(text, everyByte(text))).toEqual(read(text));
		expect(read(text).length).toBeGreaterThan(1);
	});

	it('keep multi-byte characters that are cut in the middle', () => {
		const name = 'Zoë 👩🏽‍🚀 名前';
		for (const text of [`{"name":"${name}"}\n`, `name,plan\n${name},`]) {
			expect(read(text, everyByte(text))).toEqual([{ name }]);
		}
	});

	it('keep the digits of numbers beyond 2^53, wherever the bytes are cut', () => {
		const ids = fc.array(fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }));
		fc.assert(
			fc.property(ids, cuts, (given, at) => {
				const lines = given.map((id) => `{"user_id":${id},"seats":5,"note":": ${id}"}`);
				const wanted = given.map((id) => ({ user_id: `${id}`, seats: 5, note: `: ${id}` }));
				expect(read(lines.join('\n'), at)).toEqual(wanted);
				expect(read(`[${lines.join(',\n')}]`, at)).toEqual(wanted);
			}),
		);
	});

	it.each([
		'',
		'\ufeff',
		'\n \n',
		'[]',
		' [ ] \n',
		'user_id\r\n',
		'id,name,attributes.a b,user_id',
	])('are missing in %j', (text) => {
		expect(read(text)).toEqual([]);
		expect(read(text, everyByte(text))).toEqual([]);
	});

	it('can follow a byte order mark', () => {
		expect(read('\uFEFF{"a":1}\n', [1, 2])).toEqual([{ a: 1 }]);
	});
});

describe('a CSV', () => {
	it('keeps every value as written, and has no key for an empty cell', () => {
		const text =
			'user_id,attributes.score,attributes.tags.0,plan\r\n007,9.50,true,\r\n12345678901234567890, a ,,""\r\n';
		expect(read(text)).toEqual([
			{ user_id: '007', 'attributes.score': '9.50', 'attributes.tags.0': 'true' },
			{ user_id: '12345678901234567890', 'attributes.score': ' a ' },
		]);
	});

	it('can have blank lines, which are not rows with only one column', () => {
		expect(read('user_id\n\nada\n \n\ntim\n\n')).toEqual([{ user_id: 'ada' }, { user_id: 'tim' }]);
	});

	it.each(['\r\n', '\n', '\r'])(
		'skips rows without a value, and a header that is repeated (%j)',
		(end) => {
			const lines = ['user_id,plan', ',', 'ada,pro', 'user_id,plan', '"",', ',,,', 'tim,', ''];
			expect(read(lines.join(end))).toEqual([{ user_id: 'ada', plan: 'pro' }, { user_id: 'tim' }]);
			expect(faultOf([...lines, 'tim'].join(end)).message).toMatch(/^Row 8 of/);
			expect(read(`user_id${end}""${end}user_id${end}ada`)).toEqual([{ user_id: 'ada' }]);
		},
	);

	it.each([...FIELDS, ...NPS_METRICS, ...Object.keys(METRICS)])(
		'can have the column %s of analytics, alone or beside others',
		(name) => {
			expect(read(`${name}\n1`)).toEqual([{ [name]: '1' }]);
			expect(read(`own,${name},interaction_data.0\n1,2,3`)).toEqual([
				{ own: '1', [name]: '2', 'interaction_data.0': '3' },
			]);
		},
	);

	it.each(['group_id,Plan Name', 'Group ID', 'id,name,timestamp,attributes.a b,user_id'])(
		'can start with %j',
		(header) => {
			expect(read(`${header}\n`)).toEqual([]);
		},
	);

	it('may name columns in any way, even one that JavaScript uses', () => {
		const [first] = atLeast(1, read('user_id,__proto__,constructor,\nada,a,b,c'));
		expect(Object.entries(first)).toEqual([
			['user_id', 'ada'],
			['__proto__', 'a'],
			['constructor', 'b'],
			['', 'c'],
		]);
	});

	it('can have a column twice, as long as no row has two values for it', () => {
		expect(read('user_id,plan,plan\nada,pro,\ntim,pro,pro')).toEqual([
			{ user_id: 'ada', plan: 'pro' },
			{ user_id: 'tim', plan: 'pro' },
		]);
		expect(faultOf('user_id,plan,plan\nada,pro,\ntim,pro,free').message).toBe(
			'Row 2 of the export has two values in columns of the same name',
		);
	});

	it.each(['user_id', 'User ID', '"userId"', 'user-id'])('can have one column named %s', (name) => {
		expect(read(`${name}\nada\n`)).toEqual([{ [name.replaceAll('"', '')]: 'ada' }]);
	});

	it.each([
		'ada\ntim\n',
		'Not found',
		'Sorry, this file is gone',
		'null',
		'"a text"',
		'user-1,pro\nuser-2,free',
		'ada,pro\r\ngrace,free',
		'ada,pro,42\ngrace,free,43',
		'plan,seats\npro,5',
		'Sorry, name, not found',
		'sep=,\nuser_id,plan\nada,pro',
		'user_id;plan\nada;pro',
		'user_id\tplan\nada\tpro',
	])('must start with the names of its columns: %j is refused', (text) => {
		const { message, description } = faultOf(text);
		expect(message).toBe(
			'The export is neither JSON nor a CSV with the names of its columns in the first line',
		);
		expect(description).toMatch(/starts with: ".+".\n.*'File' in 'Output'/);
	});
});

describe('a file with one object', () => {
	it.each([
		{ error: true, status: 404, title: 'Not Found' },
		{ error: 'gone' },
		{ status: 400, title: 'Bad Request', errors: [] },
		{ status: 200, title: 'OK' },
		{ status: '403', rows: [{ user_id: 'ada' }] },
		{ status: 'queued', job_id: 'job-1' },
		{ status: 202, title: 'Accepted', job_id: 'job-1', job_url: 'https://a.example/job-1' },
		{ id: 'job-1', name: 'export', status: 'IN_PROGRESS', events: [{ name: 'accepted' }] },
		{ errors: [{ detail: 'gone' }] },
		{ message: 'Forbidden' },
		{ code: 'AccessDenied', message: 'gone', requestId: 'r' },
	])('is refused as a response: %j', (object) => {
		for (const text of [JSON.stringify(object), `\ufeff\n${JSON.stringify(object)}\n\n`]) {
			const { message, description } = faultOf(text, everyByte(text));
			expect(message).toBe('The download is a response of Appcues, not the export');
			expect(description).toContain(JSON.stringify(object).slice(0, 30));
		}
	});

	const two = [{ user_id: 'ada' }, { user_id: 'tim' }];

	it.each([
		{ members: two },
		{ rows: two, total: 2, truncated: false },
		{ members: two, name: 'Power users', status: 200, title: 'OK' },
		{ error: false, data: two },
		{ anything: two },
		{ anything: two, total: 2 },
	])('has the rows of the array in it: %j', (object) => {
		const text = JSON.stringify(object);
		expect(read(text, everyByte(text))).toEqual(two);
	});

	it.each([{ rows: [] }, { members: [], total: 0 }, { anything: [] }])(
		'has no rows if the array in it has none: %j',
		(object) => {
			expect(read(JSON.stringify(object))).toEqual([]);
		},
	);

	it.each([
		{ user_id: 'ada' },
		{ user_id: 'ada', error: 'a property', status: 500, title: 'CEO' },
		{ user_id: 'ada', members: two },
		{ group_id: 'acme', users: two },
		{ timestamp: '2026-11-26', rows: two },
		{ name: 'x', anything: two },
		{ interaction_data: two },
		{ attributes: { a: 1 } },
		{ users: 5 },
		{ day: '2026-11-26', events: 0 },
		{ plan: 'pro', tags: [] },
		{ plan: 'pro', tags: ['a'] },
		{ rows: two, others: two },
		{},
	])('is a row: %j', (object) => {
		expect(read(JSON.stringify(object))).toEqual([object]);
	});

	it.each([[{ error: true }], [{ rows: two }], [{ message: 'x' }]])(
		'is a row beside other rows, whatever it is: %j',
		(object) => {
			const lines = [object, { user_id: 'ada' }];
			const text = lines.map((line) => JSON.stringify(line)).join('\n');
			expect(read(text, everyByte(text))).toEqual(lines);
			expect(read(text)).toEqual(lines);
		},
	);
});

describe("fields that hold an object's JSON text", () => {
	const attributes = { score: 9, id: '12345678901234567890', list: [{ a: null }] };
	const text = JSON.stringify(attributes).replace('"12345678901234567890"', '12345678901234567890');

	it('become the object, in every format, with all digits', () => {
		const given = { attributes: text, identity: ' {} ', interaction_data: text, other: text };
		const wanted = { attributes, identity: {}, interaction_data: attributes, other: text };
		expect(read(JSON.stringify(given))).toEqual([wanted]);
		expect(read(JSON.stringify([given]))).toEqual([wanted]);
		expect(read(csv([Object.keys(given), Object.values(given)], '\r\n', false))).toEqual([wanted]);
	});

	it.each(['', '{', '{"a":1', '[1]', '"a"', '5', 'text', null, 5, [1]])(
		'stay unchanged when they contain %j',
		(value) => {
			expect(read(JSON.stringify({ attributes: value }))).toEqual([{ attributes: value }]);
		},
	);
});

describe('a damaged file', () => {
	/** A text with some characters removed and others inserted. */
	const damaged = (text: fc.Arbitrary<string>) =>
		fc
			.tuple(
				text,
				fc.array(
					fc.tuple(
						fc.nat(2000),
						fc.nat(2),
						fc.constantFrom('', '"', ',', '[', ']', '{', '}', '\\', '\n', ' ', '1', ':', '<'),
					),
					{ maxLength: 3 },
				),
			)
			.map(([whole, damages]) =>
				damages.reduce((now, [place, removed, added]) => {
					const at = place % (now.length + 1);
					return now.slice(0, at) + added + now.slice(at + removed);
				}, whole),
			);

	/** Returns the rows of a text, or why there are none. */
	const outcome = (text: string, at?: number[]) => {
		try {
			return read(text, at);
		} catch (thrown) {
			return String(thrown);
		}
	};

	const isObjectList = (value: unknown): value is object[] =>
		Array.isArray(value) &&
		value.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));

	it('is read as an array exactly when JSON.parse reads an array of objects', () => {
		const small = fc.array(
			fc.dictionary(fc.constantFrom('a', 'b"', ']'), fc.json({ maxDepth: 2 })),
		);
		const text = damaged(small.map((given) => JSON.stringify(given)));
		fc.assert(
			fc.property(text, cuts, (given, at) => {
				fc.pre(given.trimStart().startsWith('['));
				let parsed: unknown;
				try {
					parsed = JSON.parse(given);
				} catch {
					parsed = undefined;
				}
				const wanted = isObjectList(parsed) ? parsed : expect.stringContaining('DownloadError');
				expect(outcome(given, at)).toEqual(wanted);
			}),
			{ numRuns: 1000 },
		);
	});

	it('has the same outcome wherever the bytes are cut', () => {
		const texts = fc.oneof(
			rows.map((given) => JSON.stringify(given)),
			fc.array(row).map((given) => given.map((each) => JSON.stringify(each)).join('\n')),
			table.map((given) => csv([given.header, ...given.rows], '\r\n', false)),
		);
		fc.assert(
			fc.property(damaged(texts), cuts, (given, at) => {
				expect(outcome(given, at)).toEqual(outcome(given));
			}),
			{ numRuns: 1000 },
		);
	});

	it.each([
		['{"a":1}\n\nuser_id,name\n', 'Line 3 of the export is not a JSON object'],
		['\n\n{"a":1}\n{"b":', 'Line 4 of the export is not a JSON object'],
		['{"a":1}{"b":2}', 'Line 1 of the export is not a JSON object'],
		['{"a":1}\n[{"b":2}]', 'Line 2 of the export is not a JSON object'],
		['[{"a":1},\n2]', 'Row 2 of the export is not a JSON object'],
		['[{"a":1},]', 'Row 2 of the export is not a JSON object'],
		['[{"a":1},,{"b":2}]', 'Row 2 of the export is not a JSON object'],
		['[,]', 'Row 1 of the export is not a JSON object'],
		['[{"a":1}{"b":2}]', 'Row 1 of the export is not a JSON object'],
		['[[{"a":1}]]', 'Row 1 of the export is not a JSON object'],
		['[{"a":1]', 'The export is cut off in row 1'],
		['[{"a":1}', 'The export is cut off in row 1'],
		['[{"a":1},', 'The export is cut off in row 2'],
		['[{"a":1},{"b":"]}', 'The export is cut off in row 2'],
		['[', 'The export is cut off in row 1'],
		['[{"a":1}] and more', 'The export has text after the end of its array'],
		['[{"a":1}]\n[{"a":2}]', 'The export has text after the end of its array'],
		['[]]', 'The export has text after the end of its array'],
		['user_id,plan\nada,pro\n\ntim\n', 'Row 3 of the export has 1 cell, but its header has 2'],
		['user_id,plan\nada,pro,x\n', 'Row 1 of the export has 3 cells, but its header has 2'],
		['user_id,plan\nada,pro,\n', 'Row 1 of the export has 3 cells, but its header has 2'],
		['user_id,plan\nada,"pro\ntim,x\n', 'A quote (") in row 1 of the export is never closed'],
		['user_id,"plan\nada,x\n', 'A quote (") in the header of the export is never closed'],
		['user_id,plan\nada,"pro" x\n', 'Row 1 of the export has text after a closing quote (")'],
		['user_id,plan\nada,"a"b"\n', 'Row 1 of the export has text after a closing quote (")'],
		['<html><title>Sign in</title>', 'The download is a web page or XML, not the export'],
		['<?xml version="1.0"?><Error/>', 'The download is a web page or XML, not the export'],
	])('is refused: %j', (text, message) => {
		expect(faultOf(text).message).toBe(message);
		expect(faultOf(text, everyByte(text)).message).toBe(message);
	});

	it('is refused when it is not UTF-8, with the last row before', () => {
		const latin = Buffer.from('user_id,name\nada,Ada\nzoe,Zo\xeb\n', 'latin1');
		expect(faultOf(latin).message).toBe('The export is not UTF-8 text');
		expect(faultOf(latin, [22]).message).toBe('The export is not UTF-8 text somewhere after row 1');
		const cut = Buffer.from('{"a":"ë"}').subarray(0, 7);
		expect(faultOf(cut).message).toBe('The export is not UTF-8 text');
		expect(faultOf(Buffer.from('\ufeffuser_id\nada', 'utf16le')).message).toContain('not UTF-8');
	});

	it('is quoted at its start, with what to do', () => {
		const text = `user_id,name\n${'x'.repeat(500)}`;
		expect(faultOf(text).description).toMatch(/starts with: "x{80}….*'File' in 'Output'/s);
		expect(faultOf('<html><title>Sign in</title>').description).toContain('It says: "Sign in"');
	});

	it.each(['{"a":"', '[{"a":"', 'user_id,plan\nada,"'])(
		'that never ends is given up: %j',
		(text) => {
			const endless = Buffer.concat([Buffer.from(text), Buffer.alloc(MAX_ROW_LENGTH, 'x')]);
			const { message } = faultOf(endless, [1e6, 2e6, 9e6]);
			expect(message).toMatch(/^(Row|Line) 1 of the export is longer than 16,777,216 characters$/);
		},
	);
});

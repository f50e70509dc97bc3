import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { jsonFault, parseJson } from '../../../nodes/shared/util/parseJson';

const ID = '7615917337495251231';

/** Returns the result of `JSON.parse`, or undefined for what isn't JSON. */
function plain(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A JSON text and what it should be read as. */
interface Sample {
	text: string;
	value: unknown;
}

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);
const isSafe = (digits: bigint) => digits >= -LIMIT && digits <= LIMIT;

const integer = fc
	.oneof(
		fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
		fc.bigInt({ min: LIMIT - 20n, max: LIMIT + 20n }),
		fc.bigInt({ min: -LIMIT - 20n, max: -LIMIT + 20n }),
	)
	.map((digits): Sample => {
		const text = String(digits);
		return { text, value: isSafe(digits) ? Number(digits) : text };
	});

const fraction = fc
	.double({ noNaN: true, noDefaultInfinity: true })
	.map(JSON.stringify)
	.filter((text) => !/^-?\d{16}/.test(text))
	.map((text): Sample => ({ text, value: JSON.parse(text) }));

/** Strings with numbers, quotes and escapes next to each other. */
const troublesome = fc
	.array(
		fc.oneof(
			fc.constantFrom(ID, `:${ID}`, `, ${ID}`, `[${ID}]`, `"${ID}"`, `-${ID}`, '"', '\\', '\\"'),
			fc.constantFrom('{', '}', ':', ',', ' ', '\n', '\u2028', 'é', '😀', '\u0000', '9', '.', 'e'),
			fc.string({ unit: 'grapheme' }),
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(''));

const string = troublesome.map((value): Sample => ({ text: JSON.stringify(value), value }));

const word = fc
	.constantFrom(true, false, null)
	.map((value): Sample => ({ text: String(value), value }));

const blank = fc.constantFrom('', ' ', '\n', '\t', '\r\n  ');

const { document } = fc.letrec<{ document: Sample }>((tie) => ({
	document: fc.oneof(
		{ maxDepth: 4 },
		integer,
		fraction,
		string,
		word,
		fc.array(fc.tuple(blank, tie('document'), blank), { maxLength: 5 }).map(
			(entries): Sample => ({
				text: `[${entries.map(([a, { text }, b]) => a + text + b).join(',')}]`,
				value: entries.map(([, { value }]) => value),
			}),
		),
		fc
			.uniqueArray(fc.tuple(troublesome, blank, blank, tie('document')), {
				maxLength: 5,
				selector: ([key]) => key,
			})
			.map((entries): Sample => {
				const pair = ([key, a, b, { text }]: (typeof entries)[number]) =>
					`${a}${JSON.stringify(key)}${b}:${a}${text}${b}`;
				return {
					text: `{${entries.map(pair).join(',')}}`,
					value: Object.fromEntries(entries.map(([key, , , { value }]) => [key, value])),
				};
			}),
	),
}));

describe('parseJson', () => {
	it.each([
		['9007199254740991', Number.MAX_SAFE_INTEGER],
		['-9007199254740991', -Number.MAX_SAFE_INTEGER],
		['9007199254740992', '9007199254740992'],
		['9007199254740993', '9007199254740993'],
		['-9007199254740993', '-9007199254740993'],
		[ID, ID],
		[`-${ID}`, `-${ID}`],
		['7615917337495251000', '7615917337495251000'],
		['1'.repeat(400), '1'.repeat(400)],
		// Written with a point or an exponent, but the digits before the point would change.
		['12345678901234567890.0', '12345678901234567890.0'],
		['12345678901234567890.25e3', '12345678901234567890.25e3'],
		['12345678901234567e400', '12345678901234567e400'],
		// Small in spite of its digits.
		['12345678901234567890e-10', 1234567890.123456789],
		['1234567890123456.789', 1234567890123456.789],
		// Measurements, which JavaScript rounds as usual.
		['0.1234567890123456789', 0.1234567890123456789],
		['-0.00012345678901234567', -0.00012345678901234567],
		['1e20', 1e20],
		['7.615917337495251e+18', 7.615917337495251e18],
		['-0', -0],
		['1e400', Infinity],
		['-1E400', -Infinity],
	])('reads %s as %j', (text, value) => {
		expect(parseJson(text, 'exact')).toBe(value);
		expect(parseJson(`{"a":[ ${text} ]}`, 'exact')).toEqual({ a: [value] });
	});

	it('finds the shortest of them wherever it is', () => {
		for (let before = 0; before < 64; before += 1) {
			const text = `{"${'a'.repeat(before)}":9007199254740993,"b":12}`;
			expect(Object.values(parseJson(text, 'exact') as object)).toEqual(['9007199254740993', 12]);
		}
	});

	it('reads any JSON, with all digits of its whole numbers', () => {
		fc.assert(
			fc.property(document, ({ text, value }) => {
				expect(parseJson(text, 'exact')).toEqual(value);
			}),
			{ numRuns: 1000 },
		);
	});

	it('equals JSON.parse when no number exceeds 2^53', () => {
		fc.assert(
			fc.property(fc.json({ stringUnit: 'grapheme' }), fc.constantFrom(0, 2), (json, indent) => {
				const text = JSON.stringify(JSON.parse(json), null, indent);
				fc.pre(!/\d{16}/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '')));
				expect(parseJson(text, 'exact')).toEqual(JSON.parse(text));
			}),
		);
	});

	it('accepts exactly what JSON.parse accepts', () => {
		const pieces = fc.constantFrom(
			...[ID, `-${ID}`, `0${ID}`, `.${ID}`, `${ID}.5`, '0.', 'e', '+', '-', '1', '0x', 'true'],
			...['"', '"a"', '\\', '\\"', '\\u', ':', ',', '{', '}', '[', ']', ' ', '\n', '\u00a0'],
		);
		const broken = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));
		const changed = fc
			.tuple(document, fc.nat(), fc.nat(3), pieces)
			.map(([{ text }, place, count, piece]) => {
				const at = place % (text.length + 1);
				return text.slice(0, at) + piece + text.slice(at + count);
			});
		const wrapped = broken.map((inner) => `{"a":${inner}}`);
		fc.assert(
			fc.property(fc.oneof(broken, wrapped, changed), (text) => {
				expect(parseJson(text, 'exact') === undefined).toBe(plain(text) === undefined);
				expect(parseJson(text, 'mayBeRounded') === undefined).toBe(plain(text) === undefined);
			}),
			{ numRuns: 5000 },
		);
	});

	it.each([
		`{${ID}:1}`,
		`{ ${ID} : 1 }`,
		`{"a":1,${ID}\n:2}`,
		`[0${ID}]`,
		`[+${ID}]`,
		`[${ID}.]`,
		`[${ID}e]`,
		`[${ID}n]`,
		`[${ID}_000]`,
		`[${ID} ${ID}]`,
		`[${ID}"a"]`,
		`["a"${ID}]`,
		`{"a":${ID}`,
		`{"a":"${ID}`,
		`{"a":${ID},"b":"\\x"}`,
		`{"a":${ID},"b":"\n"}`,
		`${ID},`,
		'',
	])('refuses %j', (text) => {
		expect(plain(text)).toBeUndefined();
		expect(parseJson(text, 'exact')).toBeUndefined();
	});

	it('does not change long strings with many escapes, even without an end', () => {
		const long = '\\"'.repeat(5_000_000);
		expect(parseJson(`{"id":${ID},"a":"${long}"}`, 'exact')).toEqual({
			id: ID,
			a: '"'.repeat(5_000_000),
		});
		expect(parseJson(`{"id":${ID},"a":"${long}`, 'exact')).toBeUndefined();
	});

	describe('of user input', () => {
		it('keeps a number that JavaScript may have written, so that the checks can see it', () => {
			const text = JSON.stringify({ id: Number(ID), exact: 1 });
			expect(parseJson(text, 'mayBeRounded')).toEqual({ id: Number(ID), exact: 1 });
			expect(parseJson(`{"id":${ID}}`, 'mayBeRounded')).toEqual({ id: ID });
		});

		it('loses no digits either way', () => {
			fc.assert(
				fc.property(integer, ({ text }) => {
					expect(JSON.stringify(parseJson(`[${text}]`, 'mayBeRounded')).replaceAll('"', '')).toBe(
						`[${text}]`,
					);
				}),
			);
		});
	});
});

describe('jsonFault', () => {
	it.each(['{"a":1,}', `{"id":${ID},"b":}`, `[${ID},`, "{'a':1}"])(
		'returns JavaScript’s message about %s',
		(text) => {
			let said = '';
			try {
				JSON.parse(text);
			} catch (thrown) {
				said = (thrown as Error).message;
			}
			expect(said).not.toBe('');
			expect(jsonFault(text)).toBe(said);
		},
	);

	it('returns nothing for valid JSON', () => {
		expect(jsonFault(`{"id":${ID}}`)).toBe('');
	});
});

describe('the package', () => {
	it('parses JSON in one place', () => {
		const root = join(__dirname, '../../../nodes');
		const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
		const parsing = files
			.filter((name) => name.endsWith('.ts'))
			.filter((name) =>
				/\bJSON\s*\.parse\s*\(|\bjsonParse\b/.test(readFileSync(join(root, name), 'utf8')),
			);
		expect(parsing).toEqual([join('shared', 'util', 'parseJson.ts')]);
	});
});

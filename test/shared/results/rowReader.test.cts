import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { RowReader } from '../../../nodes/shared/results/rowReader';

const facts = { method: 'GET', path: 'files.example/export', tries: 1 };

/** Reads a text whose bytes come in pieces that end at `cuts`. */
function read(text: string, cuts: number[] = []) {
	const bytes = Buffer.from(text);
	const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
	const reader = new RowReader({ facts, redact: (each) => each });
	let from = 0;
	const rows = [...ends, bytes.length].flatMap((end) => {
		const piece = bytes.subarray(from, end);
		from = end;
		return reader.push(piece);
	});
	return [...rows, ...reader.end()];
}

const json = fc.json({ stringUnit: 'grapheme' });
const row = fc
	.dictionary(fc.string({ unit: 'grapheme' }), json)
	.map((values) => JSON.parse(JSON.stringify(values)) as Record<string, string>);
const rows = fc.array(row);
const cuts = fc.array(fc.nat(5000));

describe('rows', () => {
	it('come out of JSON lines as they went in, wherever the bytes are cut', () => {
		fc.assert(
			fc.property(rows, cuts, fc.constantFrom('\n', '\r\n', '\n\n'), (given, at, end) => {
				const text = given.map((one) => JSON.stringify(one) + end).join('');
				expect(read(text, at)).toEqual(given);
				expect(read(text.trimEnd(), at)).toEqual(given);
			}),
		);
	});

	it('come out of a JSON array as they went in, wherever the bytes are cut', () => {
		fc.assert(
			fc.property(rows, cuts, fc.constantFrom(0, 2), (given, at, indent) => {
				expect(read(JSON.stringify(given, null, indent), at)).toEqual(given);
			}),
		);
	});

	it('keep characters of several bytes that are cut in the middle', () => {
		const text = '{"name":"Zoë 👩🏽‍🚀 名前"}\n';
		const every = [...Buffer.from(text).keys()];
		expect(read(text, every)).toEqual([{ name: 'Zoë 👩🏽‍🚀 名前' }]);
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

	it('may be none at all', () => {
		expect(read('')).toEqual([]);
		expect(read('\n \n')).toEqual([]);
		expect(read('[]')).toEqual([]);
		expect(read(' [ ] \n')).toEqual([]);
	});

	it('may follow a byte order mark', () => {
		expect(read('\uFEFF{"a":1}\n', [1, 2])).toEqual([{ a: 1 }]);
	});

	it.each([
		['{"a":1}\n\nuser_id,name\n', 'Line 3 of the export is not a JSON object'],
		['\n\n{"a":1}\n{"b":', 'Line 4 of the export is not a JSON object'],
		['"a text"', 'Line 1 of the export is not a JSON object'],
		['[{"a":1},\n2]', 'Row 2 of the export is not a JSON object'],
		['[{"a":1}', 'Row 1 of the export is not a JSON object'],
		['[{"a":1},', 'Row 2 of the export is not a JSON object'],
		['[{"a":1}] and more', 'Row 2 of the export is not a JSON object'],
	])('are refused in %j, with the place', (text, message) => {
		expect(() => read(text)).toThrow(message);
	});

	it('quotes the start of what is no row, and says what to do', () => {
		const text = `user_id,name\n${'x'.repeat(500)}`;
		let thrown: unknown;
		try {
			read(text);
		} catch (caught) {
			thrown = caught;
		}
		expect(thrown).toMatchObject({
			description: expect.stringMatching(/starts with: "user_id,name".*'File' in 'Output'/s),
		});
	});
});

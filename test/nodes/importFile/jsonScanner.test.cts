import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { JSON_KIND, JsonScanner } from '../../../nodes/AppcuesImport/file/jsonScanner';
import { rawValue } from '../../../nodes/AppcuesImport/file/jsonFields';

const scanner = new JsonScanner();

/** Returns the members of an object as written, or undefined for anything else. */
function read(text: string): Array<[name: string, value: string]> | undefined {
	// Followed by other data, as in a file.
	const bytes = Buffer.from(`${text}\n{"next":1}`);
	if (!scanner.read(bytes, 0, bytes.length - 11)) return undefined;
	return Array.from({ length: scanner.count }, (_, member) => [
		bytes.toString('utf8', scanner.nameStarts[member], scanner.nameEnds[member]),
		rawValue(scanner, bytes, member),
	]);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const isObject = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const indents = fc.constantFrom(undefined, 1, '\t');

describe('the members of a JSON object', () => {
	it('are those that a parser finds', () => {
		const values = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { maxKeys: 8 });
		fc.assert(
			fc.property(values, indents, (value, indent) => {
				const members = read(JSON.stringify(value, undefined, indent)) ?? [];
				const found = members.map(([name, raw]) => [JSON.parse(`"${name}"`), JSON.parse(raw)]);
				expect(found).toEqual(Object.entries(JSON.parse(JSON.stringify(value)) as object));
			}),
		);
	});

	it('are only found in text that a parser accepts, except for nested values', () => {
		const object = fc.dictionary(
			fc.string({ maxLength: 3 }),
			fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
			{ maxKeys: 3 },
		);
		const sign = fc.constantFrom(...'{}[]",:\\ue+-.0123456789 truefalsn\n\t\u0001ü');
		const change = fc.tuple(fc.nat(), fc.nat(2), sign);
		fc.assert(
			fc.property(object, fc.array(change, { maxLength: 2 }), (value, changes) => {
				let text = JSON.stringify(value);
				for (const [at, kind, letter] of changes) {
					const place = at % (text.length + 1);
					const insert = kind === 0 ? '' : letter;
					text = text.slice(0, place) + insert + text.slice(kind === 1 ? place : place + 1);
				}
				const members = read(text);
				if (Array.from(scanner.kinds.subarray(0, scanner.count)).includes(JSON_KIND.nested)) return;
				expect(members !== undefined).toBe(isObject(parse(text)));
			}),
			{ numRuns: 5000 },
		);
	});

	it.each([
		'{"a":01}',
		'{"a":1.}',
		'{"a":-}',
		'{"a":1e}',
		'{"a":.5}',
		'{"a":+1}',
		'{"a":NaN}',
		'{"a":Infinity}',
		'{"a":nul}',
		'{"a":truex}',
		"{'a':1}",
		'{a:1}',
		'{"a":1,}',
		'{,}',
		'{"a":1 "b":2}',
		'{"a"}',
		'{"a":}',
		'{"a":"\t"}',
		'{"a":"\\x"}',
		'{"a":"\\u12g4"}',
		'{"a":1}{"b":2}',
		'{"a":[1,2}',
		'{"a":"',
		'[{"a":1}]',
		'"a"',
		'',
		'{',
	])('%j has none', (text) => {
		expect(read(text)).toBeUndefined();
		expect(isObject(parse(text))).toBe(false);
	});

	it('keep their digits', () => {
		expect(read('{ "id" : 7615917337495251231, "n": -0.10e+2 , "s":"1"}')).toEqual([
			['id', '7615917337495251231'],
			['n', '-0.10e+2'],
			['s', '"1"'],
		]);
	});

	it('can be many', () => {
		const many = Object.fromEntries(
			Array.from({ length: 300 }, (_, index) => [`k${index}`, index]),
		);
		expect(read(JSON.stringify(many))).toHaveLength(300);
	});
});

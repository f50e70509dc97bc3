import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { entryOf, first } from '../../../dev/elements.cjs';
import { arrayFromText } from '../../../nodes/shared/checks/arrayText';
import { listEntries, looksLikeSeveral, noteEntry } from '../../../nodes/shared/checks/lists';
import { InvalidInput } from '../../../nodes/shared/util/invalidInput';

/** What a list reported, as `kind: entry`. */
function read(value: unknown) {
	const notes: string[] = [];
	const entries = listEntries(value, 'User IDs', {
		note: (kind, subject, example) => void notes.push(`${kind} in ${subject}: ${example}`),
	});
	return {
		entries: entries.map((entry) => (typeof entry === 'string' ? entry.trim() : entry)),
		notes,
	};
}

const AB = ['a', 'b'];

describe('text that is a list', () => {
	it.each<[string, unknown[]]>([
		['a,b', AB],
		[' a , b ', AB],
		['a\nb', AB],
		['a\r\nb\r\n', AB],
		['a\rb', AB],
		['a\u2028b', AB],
		['\n\na\n\n \nb\n', AB],
		['a,\nb', AB],
		['a\n,b', AB],
		['a, b c\nd', ['a', 'b c', 'd']],
		// Blank entries among commas are counted, so they stay.
		['a,,b,', ['a', '', 'b', '']],
		['', ['']],
		[' , ', ['', '']],
		// JSON, Python, PostgreSQL, Java.
		['["a", "b"]', AB],
		[' [ "a" , "b" ] ', AB],
		['["a, b", "c\\n\\"d\\"", 1, 2.5, true, null]', ['a, b', 'c\n"d"', 1, 2.5, true, null]],
		['[7615917337495251231, 007, 12e4]', ['7615917337495251231', '007', '12e4']],
		["['a', 'b']", AB],
		[`['a', "o'b", None, 1, True]`, ['a', "o'b", null, 1, true]],
		["['it\\'s', 'a\\\\b', '\\u00e9\\xe9']", ["it's", 'a\\b', 'éé']],
		["('a', 'b')", AB],
		["('a',)", ['a']],
		["{'a', 'b'}", AB],
		['{a,b}', AB],
		['{"a b",c,NULL,"d,\\"e\\""}', ['a b', 'c', null, 'd,"e"']],
		['{"a"}', ['a']],
		['[a, b]', AB],
		['[]', []],
		['{}', []],
		['[["a"], ["b"]]', [['a'], ['b']]],
		['[{"id": 1}]', [{ id: 1 }]],
		// Quotes.
		['"a","b"', AB],
		["'a', 'b'", AB],
		['“a”, “b”', AB],
		['„a“, „b“', AB],
		['«a», «b»', AB],
		['`a`, `b`', AB],
		['"a"\n"b"', AB],
		['"a" "b"', AB],
		['"a";"b"', AB],
		['"a"', ['a']],
		['"a", b', AB],
		['"Doe, John",b', ['Doe, John', 'b']],
		['"say ""yes""",b', ['say "yes"', 'b']],
		["a, 'b, c'", ['a', 'b, c']],
		// List markers.
		['- a\n- b', AB],
		['* a\n\n* b', AB],
		['• a\r\n• b', AB],
		['•a\n•b', AB],
		['– a\n– b', AB],
		['  - a\n  - b', AB],
		['- a, b\n- c', ['a', 'b', 'c']],
		['- "a"\n- "b"', AB],
		['- [ ] a\n- [x] b', AB],
		['- a', ['a']],
		['- a, - b', AB],
		['1. a\n2. b', AB],
		['1) a\n2) b', AB],
		['9. a\n10. b', AB],
		['1. a, 2. b', AB],
		// What AI models add around a response.
		['```\na\nb\n```', AB],
		['```json\n["a", "b"]\n```', AB],
		['```json ["a", "b"]```', AB],
		['```a, b```', AB],
		['```user-a```', ['user-a']],
	])('%j', (text, entries) => {
		expect(read(text)).toEqual({ entries, notes: [] });
	});
});

describe('an ID is not split', () => {
	it.each([
		"o'brien",
		"'tis",
		'say "yes"',
		'5" disk',
		'-abc',
		'-1',
		'*abc',
		'#1',
		'a - b',
		'1.5',
		'1.a',
		'grace hopper',
		'Anna Maria 2',
		'a{b}c',
		'{3F2504E0-4F89-41D3-9A0C-0305E82C3301}',
		'[VIP] user-1',
		'[2024] Signed up',
		'(a) b',
		'(a)',
		'a]',
		':)',
		'{{name}}',
		'auth0|5f7c8ec7c33c6c004bbafe82',
		'google-oauth2|108204268033311374519',
		'samlp|okta|jane@acme.example',
		'acme|ada',
		'1001|2002',
		'0171 1234 567',
		'DE89 3704 0044',
		'SW1A 1AA',
		'Smith &amp; Sons',
		'a;',
		'http://x.example/?a=1&b=2',
		'张伟',
		'👩‍💻',
	])('%j', (id) => {
		expect(read(id)).toEqual({ entries: [id], notes: [] });
		expect(read(`${id},u`)).toEqual({ entries: [id, 'u'], notes: [] });
		expect(read(`u\n${id}`)).toEqual({ entries: ['u', id], notes: [] });
	});

	it.each([["o'brien, d'arc"], ["'tis, 'twas"], ["rock'n'roll, it's"]])('%j', (text) => {
		expect(read(text)).toEqual({ entries: text.split(', '), notes: [] });
	});
});

describe('text with ambiguous entries', () => {
	it.each([
		['["a", "b"', "'User IDs' can't be read as an array: "],
		['["a", "b', "'User IDs' can't be read as an array: "],
		['["a",]', "'User IDs' can't be read as an array: "],
		['["a" "b"]', "'User IDs' can't be read as an array: "],
		["['a' 'b']", "'User IDs' can't be read as an array: "],
		['[101, 102', "'User IDs' can't be read as an array: "],
		['[a, b', "'User IDs' can't be read as an array: "],
		['[a]', "'User IDs' can't be read as an array: "],
		['[a], [b]', "'User IDs' can't be read as an array: "],
		['{"id": "a"}', "'User IDs' is an object where a list belongs"],
		['{"ids": ["a", "b"]}', "'User IDs' is an object where a list belongs"],
		['{"id": "a"', "'User IDs' is an object where a list belongs"],
		["{'id': 'a', 'b': 1}", "'User IDs' is an object where a list belongs"],
		['{"id":"a"}\n{"id":"b"}', "'User IDs' is an object where a list belongs"],
		['{{a,b},{c,d}}', "'User IDs' has a comma or a line break within brackets"],
		['(a, b)', "'User IDs' has a comma or a line break within brackets"],
		["array(['a', 'b'], dtype=object)", "'User IDs' has a comma or a line break within brackets"],
		["dict_keys(['a', 'b'])", "'User IDs' has a comma or a line break within brackets"],
		['"a, b"', "'User IDs' has one pair of quotes around a whole list"],
		["'a\nb'", "'User IDs' has one pair of quotes around a whole list"],
		['Users:\n- a\n- b', "'User IDs' has list markers on some lines only"],
		['- a\nb', "'User IDs' has list markers on some lines only"],
		['Here they are:\n1. a\n2. b', "'User IDs' has list markers on some lines only"],
	])('%j is refused', (text, message) => {
		expect(() => read(text)).toThrow(InvalidInput);
		expect(() => read(text)).toThrow(message);
	});

	it('as deep as text can be is refused', () => {
		expect(() => read('['.repeat(100_000))).toThrow(InvalidInput);
		expect(read(`${'['.repeat(500)}${']'.repeat(500)}`).entries).toHaveLength(1);
	});

	it('names a place that has quotes', () => {
		expect(() => listEntries('["a"', "Condition 2 in 'Conditions'")).toThrow(
			/^Condition 2 in 'Conditions' can't be read/,
		);
	});
});

describe('one entry that may be several gets a note', () => {
	it.each([
		'a;b',
		'user-ada;user-tim',
		'user-ada; user-tim',
		'user-ada\tuser-tim',
		'user-1|user-2',
		'user-1 | user-2',
		'user-1 user-2',
		'u1 u2 u3',
		'ada@acme.example tim@acme.example',
		'3f2504e0-4f89-41d3-9a0c-0305e82c3301 3f2504e0-4f89-41d3-9a0c-0305e82c3302',
		'5f7c8ec7c33c6c004bbafe82|5f7c8ec7c33c6c004bbafe83',
	])('%j', (id) => {
		const notes = [`separatorInId in User IDs: ${id}`];
		expect(read(id)).toEqual({ entries: [id], notes });
		expect(read(`${id}\nz`).notes).toEqual(notes);
		// Someone quoted it or put it in an array, so it is one.
		expect(read(`"${id}"`)).toEqual({ entries: [id], notes: [] });
		expect(read([id])).toEqual({ entries: [id], notes: [] });
	});

	it.each(['1. FC Köln', '{a}', '"a', '“a'])('%j, for its markers', (id) => {
		expect(read(id)).toEqual({ entries: [id], notes: [`markedId in User IDs: ${id}`] });
	});

	it('a number in every line, which may be part of the name', () => {
		expect(read('1. FC Köln\n1. FC Nürnberg').entries).toEqual(['1. FC Köln', '1. FC Nürnberg']);
		expect(read('1. FC Köln\n1. FC Nürnberg').notes).toHaveLength(2);
	});

	it.each([
		['user-1,user-2', 'separatorInId'],
		['10001, 10002', 'separatorInId'],
		['user-1\nuser-2', 'separatorInId'],
		['["user-1"]', 'markedId'],
		["'user-1'", 'markedId'],
		['- user-1', 'markedId'],
		['Doe, John', undefined],
		['1,234', undefined],
		['grace hopper', undefined],
	])('%j where one ID belongs: %s', (id, kind) => {
		const notes: string[] = [];
		noteEntry(id, 'User ID', { note: (noted) => void notes.push(noted) });
		expect(notes).toEqual(kind === undefined ? [] : [kind]);
	});
});

/** IDs that need no escaping in any notation. */
const ids = fc
	.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.@#:/-]{0,10}(?: [A-Za-z0-9]{1,5})?$/)
	.filter((id) => !/^\d+[.)] |^(?:true|false|null|nan|none)$/i.test(id) && !looksLikeSeveral(id));

const python = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const postgres = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const WRITINGS: Record<string, (list: string[]) => string> = {
	'with commas': (list) => list.join(','),
	'with commas and spaces': (list) => list.join(', '),
	'one on each line': (list) => list.join('\n'),
	'one on each line, as Windows does': (list) => `${list.join('\r\n')}\r\n`,
	'one on each line, as old Macs did': (list) => list.join('\r'),
	'with commas and lines': (list) => list.join(',\n'),
	'as JSON': (list) => JSON.stringify(list),
	'as indented JSON': (list) => JSON.stringify(list, null, 2),
	'as a Python list': (list) => `[${list.map(python).join(', ')}]`,
	'as a Python tuple': (list) => `(${list.map(python).join(', ')}${list.length === 1 ? ',' : ''})`,
	'as a Python set': (list) => `{${list.map(python).join(', ')}}`,
	'as a PostgreSQL array with quotes': (list) => `{${list.map(postgres).join(',')}}`,
	'as a PostgreSQL array': (list) => (list.length === 1 ? first(list) : `{${list.join(',')}}`),
	'in brackets': (list) => (list.length === 1 ? first(list) : `[${list.join(', ')}]`),
	'in double quotes': (list) => list.map((id) => `"${id}"`).join(','),
	'in single quotes': (list) => list.map((id) => `'${id}'`).join(', '),
	'in curly quotes': (list) => list.map((id) => `“${id}”`).join(', '),
	'in quotes with semicolons': (list) => list.map((id) => `"${id}"`).join(';'),
	'with dashes': (list) => list.map((id) => `- ${id}`).join('\n'),
	'with bullets': (list) => list.map((id) => `\u2022 ${id}`).join('\n'),
	numbered: (list) =>
		list.length === 1 ? first(list) : list.map((id, index) => `${index + 1}. ${id}`).join('\n'),
	'numbered with parentheses': (list) =>
		list.length === 1 ? first(list) : list.map((id, index) => `${index + 1}) ${id}`).join('\n'),
	'in a code block': (list) => `\`\`\`\n${list.join('\n')}\n\`\`\``,
};

describe('the same IDs are read from every notation', () => {
	it.each(Object.keys(WRITINGS))('%s', (name) => {
		fc.assert(
			fc.property(fc.array(ids, { minLength: 1, maxLength: 8 }), (list) => {
				const { entries, notes } = read(entryOf(WRITINGS, name)(list));
				expect(entries.map(String)).toEqual(list);
				expect(notes).toEqual([]);
			}),
		);
	});
});

describe('arrays', () => {
	it('are returned unchanged', () => {
		fc.assert(
			fc.property(fc.array(fc.anything()), (array) => {
				expect(listEntries(array, 'User IDs')).toBe(array);
			}),
		);
	});

	const scalars = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.maxSafeInteger(),
		fc.boolean(),
		fc.constant(null),
	);
	const { nested } = fc.letrec((tie) => ({
		nested: fc.array(fc.oneof({ maxDepth: 3 }, scalars, tie('nested'))),
	}));

	it('as JSON contain the same', () => {
		fc.assert(
			fc.property(nested, fc.constantFrom(undefined, 2, '\t'), (array, indent) => {
				expect(listEntries(JSON.stringify(array, null, indent), 'x')).toEqual(array);
			}),
		);
	});

	it('as Python and PostgreSQL contain the same, whatever is in the strings', () => {
		const strings = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 });
		fc.assert(
			fc.property(strings, (array) => {
				expect(arrayFromText(`[${array.map(python).join(', ')}]`)).toEqual(array);
				expect(arrayFromText(`{${array.map(postgres).join(',')}}`)).toEqual(array);
			}),
		);
	});
});

describe('any text', () => {
	it('is read or refused, and nothing in it is lost', () => {
		const letters = (text: string) => text.replace(/[^ab]/g, '');
		const texts = fc.stringMatching(/^[ab ,;|\t\n'"`“”[\]{}()*\u2022-]{0,30}$/);
		fc.assert(
			fc.property(texts, (text) => {
				try {
					const entries = listEntries(text, 'x', { note: () => undefined });
					expect(letters(entries.flat(9).join(''))).toBe(letters(text));
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(InvalidInput);
					expect((thrown as InvalidInput).remedy).not.toBe('');
				}
			}),
			{ numRuns: 3000 },
		);
	});

	it('with a hundred thousand entries is read quickly, even with unclosed quotes', () => {
		const texts = ["'a", '"a', 'a', '“a', '- a'].map((entry) => `${entry}\n`.repeat(100_000));
		const start = performance.now();
		for (const text of texts) expect(listEntries(text, 'x').length).toBeGreaterThanOrEqual(1e5);
		expect(performance.now() - start).toBeLessThan(10_000);
	});
});

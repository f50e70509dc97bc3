import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cleanName, fieldNamed, isNameless, visibleName } from '../../../nodes/shared/checks/names';

const HIDDEN = ['\ufeff', '\u200b', '\u2060', '\u00ad', '\u200e', ' ', '\t', '\u00a0', '\r\n'];

describe('names', () => {
	it('lose invisible characters at their ends, and keep the rest', () => {
		const hidden = fc.array(fc.constantFrom(...HIDDEN)).map((signs) => signs.join(''));
		const word = fc.stringMatching(/^[a-zA-Z_][\w .$-]*\w$/);
		fc.assert(
			fc.property(hidden, word, hidden, (before, name, after) => {
				expect(cleanName(before + name + after)).toBe(name);
				expect(fieldNamed({ [before + name + after]: 1 }, name)).toBe(before + name + after);
				expect(fieldNamed({ [name]: 1 }, before + name + after)).toBe(name);
			}),
		);
	});

	it('are clean once cleaned', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const name = cleanName(text);
				expect(cleanName(name)).toBe(name);
			}),
		);
	});

	it.each([
		['us\u200ber_id', 'user_id'],
		['First\u00a0Name', 'First Name'],
		['Line\nbreak', 'Line break'],
		['👩\u200d💻 role', '👩\u200d💻 role'],
		['می\u200cخواهم', 'می\u200cخواهم'],
		['name', 'name'],
		['\u200b', ''],
	])('%j becomes %j', (given, clean) => expect(cleanName(given)).toBe(clean));

	it('are cleaned quickly, even with many blanks', () => {
		const start = performance.now();
		expect(cleanName(`a${'\n'.repeat(200_000)}b`)).toBe('a b');
		expect(visibleName(`a${' '.repeat(200_000)}b`)).toHaveLength(200_002);
		expect(performance.now() - start).toBeLessThan(500);
	});

	it('show invisible characters', () => {
		expect(visibleName('\ufeffuser_id')).toBe('\\ufeffuser_id');
		expect(visibleName('  plan ')).toBe('␠␠plan␠');
		expect(visibleName('a\u200bb\u00a0c d')).toBe('a\\u200bb\\u00a0c d');
		expect(visibleName('plain name')).toBe('plain name');
	});

	it.each(['', '__EMPTY', '__EMPTY_12', 'Unnamed: 0', 'Unnamed: 1_level_1', 'col_3', '?column?'])(
		'%j is not one',
		(name) => expect(isNameless(name)).toBe(true),
	);

	it.each(['empty', 'EMPTY', 'Unnamed', 'col', 'color_3', 'col_a', '_', '1', 'f', 'column', '_1'])(
		'%j is one',
		(name) => expect(isNameless(name)).toBe(false),
	);

	it('are matched exactly first, and then approximately', () => {
		expect(fieldNamed({ ' x': 1, x: 2 }, 'x')).toBe('x');
		expect(fieldNamed({ ' x': 1, x: 2 }, ' x')).toBe(' x');
		expect(fieldNamed({ y: 1 }, 'x')).toBeUndefined();
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { oddText } from '../../../nodes/shared/checks/oddText';

/** Text in UTF-8 that was read in another encoding. */
const readAs = (text: string, encoding: string) =>
	new TextDecoder(encoding).decode(Buffer.from(text));

const word = (letters: string) =>
	fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: 12 }).map((all) => all.join(''));

/** Words with at least some non-ASCII letters. */
const WORDS = {
	western: word('aeioudrstlnäöüßéèêàáâãåæçíñóõøúÄÖÜÉ'),
	polish: word('aeiowzłśńćżź'),
	russian: word('абвгдежзиклмнопрстуфхцчшыэюя'),
	greek: word('αβγδεζηικλμνπρστω'),
	japanese: word('日本語東京大阪株式会社'),
};

const LETTERS = /[^\x00-\x7f]/;

describe('text in the wrong encoding', () => {
	it.each(Object.entries(WORDS))('is found: %s', (_, words) => {
		fc.assert(
			fc.property(
				words.filter((text) => LETTERS.test(text)),
				fc.constantFrom('windows-1252', 'latin1'),
				(text, encoding) => expect(oddText(readAs(`${text}er`, encoding))).toBe('wrongEncoding'),
			),
		);
	});

	it.each(Object.entries(WORDS))('is not found in words: %s', (_, words) => {
		const around = fc.constantFrom(
			...['%', '„%“', '“%”', '«%»', '‘%’', '(%)', '%…', '– % –', '%!'],
		);
		fc.assert(
			fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), around, (all, quotes) => {
				expect(oddText(quotes.replace('%', all.join(' ')))).toBeUndefined();
			}),
		);
	});

	it.each([
		'Itâ€™s',
		'Â£12',
		'20Â°C',
		'ðŸŽ‰',
		'ï»¿a',
		'M\ufffdnchen',
		'SÃ£o Paulo',
		'voilÃ\u00a0',
	])('%j is found', (text) => expect(oddText(text)).toBe('wrongEncoding'));

	it.each([
		'SÃO PAULO',
		'“AMANHÔ',
		'AMANHÃ…',
		'«MANHû',
		'Â',
		'Ärger',
		'Åsa',
		'12 Å²',
		'Ä',
		'„Ä“',
		'Ñandú',
		'ðe',
	])('%j is a word', (text) => expect(oddText(text)).toBeUndefined());
});

describe('HTML codes', () => {
	it.each([
		'Smith &amp; Co',
		'Caf&eacute;',
		'O&#39;Brien',
		'a&nbsp;b',
		'5 &gt; 4',
		'&#x27;',
		'5 &euro;',
		'&ldquo;pro&rdquo;',
		'&#128512;',
	])('%j is found', (text) => expect(oddText(text)).toBe('htmlCode'));

	it.each([
		...['Smith & Co', 'R&D', 'https://a.example/?a=1&amp=2&lt=3', 'a &b; c', '&', '&;', 'AT&T;'],
		...['Design &Hiring;Ops', 'x&string;y'],
		'<p>Smith &amp; Co</p>',
	])('%j has none, or on purpose', (text) => expect(oddText(text)).toBeUndefined());
});

describe('invisible characters', () => {
	it.each([
		' pro',
		'pro ',
		'pro\n',
		'\tpro',
		'pro\u00a0',
		' ',
		'pr\u200bo',
		'\ufeffpro',
		'pro\u00ad',
		'a\u0001b',
		'a\vb',
		'a\u007fb',
		'\u2003pro',
		'pro\u3000',
		'\u202a+1 555 0100\u202c',
		'pro\u200e',
	])('%j is found', (text) => expect(oddText(text)).toBe('spaceInValue'));

	it.each([
		'',
		'pro',
		'two words',
		'10\u00a0000',
		'ខ្ញុំ\u200bស្រឡាញ់',
		'ภาษา\u200bไทย',
		'line\nline\n',
		'👩‍👩‍👧',
		'נכון\u200e (1)',
		'می\u200cخواهم',
		`${'a long comment '.repeat(6)}`,
	])('%j has none, or is text that people wrote', (text) => expect(oddText(text)).toBeUndefined());
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { bodyText } from '../../../nodes/shared/api/byteStream';
import { pageText, serverText, withoutQueries } from '../../../nodes/shared/api/serverText';

const same = (text: string) => text;
const said = (text: string, longest = 100) => serverText(text, longest, same);

describe('text from a server', () => {
	it.each([
		['on several lines', 'Bad\r\n\tgateway\n\n', 'Bad gateway'],
		[
			'with the colors of a terminal',
			'\u001b[1;31mBad\u001b[0m \u001b]0;title\u0007gateway',
			'Bad gateway',
		],
		[
			'with NULs and bells in it',
			'Bad\u0000 gateway\u0007, as it was for some time',
			'Bad gateway , as it was for some time',
		],
		['with what turns the writing around', 'Bad \u202egateway\u202c\u200b', 'Bad gateway'],
		['as bytes', '\u0000\u0001\u0002PK\u0003\u0004', 'binary data'],
		['as nothing', '', ''],
		['in other letters', 'Zoë 日本 👩🏽‍🚀', 'Zoë 日本 👩🏽‍🚀'],
	])('%s, is readable', (_, text, readable) => {
		expect(said(text)).toBe(readable);
	});

	it('is on one line and no longer than requested', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.integer({ min: 1, max: 200 }),
				(text, longest) => {
					const short = said(text, longest);
					expect(short.length).toBeLessThanOrEqual(Math.max(longest + 1, 'binary data'.length));
					expect(short).not.toMatch(/[\p{Cc}\n]/u);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('is never cut in the middle of an emoji', () => {
		expect(said('ab🚀', 3)).toBe('ab…');
	});

	it('is fast, however long and odd it is', () => {
		const start = performance.now();
		for (const odd of [
			'http://',
			'<html><title',
			'<!--',
			'<html><script>',
			'<',
			'\u001b]',
			'&#',
			'%',
		]) {
			const text = odd.repeat(2_000_000 / odd.length);
			pageText(text, 120, same);
			said(text);
		}
		expect(performance.now() - start).toBeLessThan(2000);
	});
});

describe('an HTML page', () => {
	it.each([
		[
			'<!DOCTYPE html>\n<html><head><title>\n 502 Bad Gateway </title></head></html>',
			'502 Bad Gateway',
		],
		[
			'<html><head><style>a{}</style></head><body><h1>Sign in</h1><p>Please</p></body></html>',
			'Sign in Please',
		],
		['<!-- proxy --><HTML><TITLE lang="en">Blocked', 'Blocked'],
		['<center><h1>413 Request Too Large</h1></center>', '413 Request Too Large'],
		['<html><script>location="/login"</script></html>', ''],
	])('%j: returns %j', (page, words) => {
		expect(pageText(page, 100, same)).toBe(words);
	});

	it.each(['', 'no page', '{"title":"<html>"}', '<?xml version="1.0"?><Error/>', '<headline>x'])(
		'%j is not one',
		(text) => {
			expect(pageText(text, 100, same)).toBeUndefined();
		},
	);
});

describe('query strings', () => {
	it.each([
		['see https://a.example/x?X-Amz-Signature=1&b=2, please', 'see https://a.example/x?… please'],
		['{"u":"https:\\/\\/a.example\\/x?sig=1"}', '{"u":"https:\\/\\/a.example\\/x?…"}'],
		['to=https%3A%2F%2Fa.example%2Fx%3Fsig%3D1 now', 'to=https%3A%2F%2Fa.example%2Fx?… now'],
		['https://a.example/x and what?', 'https://a.example/x and what?'],
	])('%s: are removed', (text, cut) => {
		expect(withoutQueries(text)).toBe(cut);
	});
});

describe('the charset of a body', () => {
	const windows = Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x80]);

	it.each([
		['UTF-8', Buffer.from('Zoë €'), 'application/json', 'Zoë €'],
		['UTF-8 with a byte order mark', Buffer.from('\ufeffZoë'), undefined, 'Zoë'],
		['UTF-8, cut in the middle of a character', Buffer.from('Zoë').subarray(0, 3), undefined, 'Zo'],
		['Windows-1252, named', windows, 'text/html; charset="windows-1252"', 'Zoë €'],
		['Windows-1252, not named', windows, 'text/html', 'Zoë €'],
		['Windows-1252, named UTF-8', windows, 'text/html; charset=utf-8', 'Zoë €'],
		[
			'Shift_JIS, named',
			Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
			'text/html;charset=Shift_JIS',
			'日本',
		],
		['UTF-16 by its byte order mark', Buffer.from('\ufeffZoë', 'utf16le'), 'text/plain', 'Zoë'],
		['one that nobody knows', Buffer.from('Zoë'), 'text/plain; charset=x-unknown', 'Zoë'],
		['none, of nothing', Buffer.alloc(0), undefined, ''],
	])('%s: is read', (_, bytes, contentType, text) => {
		expect(bodyText(bytes, contentType)).toBe(text);
	});

	it('does not change any text in UTF-8', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(bodyText(Buffer.from(text))).toBe(text.replace(/^\ufeff/, ''));
			}),
		);
	});
});

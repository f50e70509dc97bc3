import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { atLeast } from '../../../dev/elements.cjs';
import { Hints } from '../../../nodes/shared/operation/hints';

/** Returns the hints for the values of one property, and which of them are sent. */
function check(values: unknown[], name = 'p') {
	const hints = new Hints();
	const sent = values.filter((value, item) =>
		hints.properties.property(name).accepts(value, { item }),
	);
	hints.properties.close();
	return { sent, messages: hints.findings.messages() };
}

describe('dates that Appcues can’t compare', () => {
	it.each([
		...[
			'06/20/2026',
			'6/20/26',
			'20/06/2026',
			'2026/06/20',
			'06/20/2026 10:00',
			'6/1/2026, 10:00:00 PM',
		],
		...['20.06.2026', '20.6.2026 08:15', '2026.06.20', '20-06-2026'],
		...[
			'Jun 20, 2026',
			'20 June 2026',
			'Saturday, June 20, 2026',
			'20. Juni 2026'.replace('Juni', 'June'),
		],
		'Sat Jun 20 2026 00:00:00 GMT+0200 (Central European Summer Time)',
		'Sat, 20 Jun 2026 00:00:00 GMT',
	])('%j gets a hint, and is sent', (value) => {
		const { sent, messages } = check([value]);
		expect(sent).toEqual([value]);
		expect(messages).toEqual([expect.stringMatching(/can't compare some dates.*'p' \(item 0: /)]);
	});

	it.each([
		...['2026-06-20', '2026-06-20T10:00:00Z', '2026-06-20 10:00:00', 'Jun 20, 2026 10:00:00 PM'],
		...[
			'1.2.2026.4',
			'10.11.12',
			'1.2.3',
			'24/7',
			'24/7/365',
			'1/2',
			'50%',
			'06/20',
			'192.168.20.20',
		],
		...['May 5 2026 kickoff', '06/20/2026 was the date', 'Sun City', 'Mayer, 12', '20-06', '2026'],
		...['50/30/20', '15.0.2024', '0/1/2024', '12-34-2056', '2026.13.1'],
		...['+49 20.06.2026', 'v20.06.2026', '123-45-6789', '555.123.4567', 'Sat', 'June', ''],
	])('%j gets none', (value) => expect(check([value]).messages).toEqual([]));

	it.each(['app_version', 'Version', 'appVersion', 'firmware', 'build'])(
		'%j contains versions',
		(name) => expect(check(['2026.1.2', '10.1.2024'], name).messages).toEqual([]),
	);

	it.each(['conversion', 'version_date'])('%j contains none', (name) =>
		expect(check(['2026.1.2'], name).messages).toHaveLength(1),
	);
});

describe('strings that software writes by mistake', () => {
	it.each([
		...[
			'[object Object]',
			'Invalid Date',
			'Invalid DateTime',
			'NaN',
			'undefined',
			'null',
			' null ',
		],
		...['NULL', 'NaT', 'nan', 'inf', '#N/A', '#REF!', '#DIV/0!', '\\N', '<NA>', 'Infinity'],
		...["ObjectId('665f')", '="007"', '{{name}}', '={{ $json.plan }}', '$json.plan'],
		...['Ada, [object Object]', '[object Object],[object Object]', '[Circular Reference]'],
		...['#NV', '#BEZUG!', '#VALEUR!', '#¿NOMBRE?', '#FIELD!', 'undefined undefined'],
	])('%j is skipped, and a hint names it', (value) => {
		const { sent, messages } = check(['a', value]);
		expect(sent).toEqual(['a']);
		expect(messages).toEqual([expect.stringContaining(`'p' (item 1: ${JSON.stringify(value)})`)]);
	});

	it.each([
		'Undefined Ltd',
		'Null',
		'None',
		'N/A',
		'Infinity War',
		'#1',
		'NaN?',
		'nullable',
		'$json',
		'#NVIDIA',
	])('%j is a value like any other', (value) =>
		expect(check([value])).toEqual({ sent: [value], messages: [] }),
	);
});

describe('numbers among strings', () => {
	it('get a hint when all strings are numbers', () => {
		expect(check([5, '7', 8, null, true]).messages).toEqual([
			expect.stringMatching(/numbers in some places and strings in others.*'p' \(item 1: "7"\)/),
		]);
	});

	it.each(['007', '1,200.50', '$1,200.50', '1.200,50 €', '35%', '+5', '12 EUR', '1 200'])(
		'get a hint when they are numbers in human notation: %j',
		(value) => expect(check([1, value]).messages).toEqual([expect.stringContaining(value)]),
	);

	it.each([
		['only numbers', [1, 2.5, -3]],
		['only strings', ['1', '2']],
		['a word among them', [1, '2', 'unknown']],
		['empty strings', [1, '']],
		['no numbers', ['1', null]],
		['dates', [1, '2026-06-20']],
		['versions', [1, '1.2.3']],
	])('get none: %s', (_, values) => expect(check(values).messages).toEqual([]));

	it('that JavaScript has rounded get a hint, exact ones do not', () => {
		expect(check([2 ** 53]).messages).toEqual([expect.stringContaining('9007199254740992')]);
		expect(check([2 ** 53 - 1, -(2 ** 53) + 1, 0.1, 1.5]).messages).toEqual([]);
	});
});

describe('booleans among strings', () => {
	it.each(['true', 'TRUE', 'False', 't', 'f', 'yes', 'N', 'off'])('get a hint: %j', (value) =>
		expect(check([true, value, null]).messages).toEqual([
			expect.stringMatching(/true or false in some places.*'p' \(item 1: /),
		]),
	);

	it.each([
		['only booleans', [true, false, null]],
		['only strings', ['TRUE', 'FALSE']],
		['a word among them', [true, 'yes', 'maybe']],
		['empty strings', [true, '']],
		['numbers', [1, 'yes']],
	])('get none: %s', (_, values) => expect(check(values).messages).toEqual([]));
});

describe('numbers that a spreadsheet shortened', () => {
	it.each(['4.91701E+11', '9,91214E+15', '1E+20'])('get a hint: %j', (value) =>
		expect(check([value]).messages).toEqual([expect.stringMatching(/shortened.*'p' \(item 0: /)]),
	);

	it.each(['1e5', '2E4', 'E+11', '4.91701', '4.5E', '1.5E-7'])('%j gets none', (value) =>
		expect(check([value]).messages).toEqual([]),
	);
});

describe('dates that are numbers', () => {
	it.each([46193, 46205.5, 20260620, '46193', '1781949600000'])(
		'get a hint in a property with a date name: %j',
		(value) => {
			expect(check([value], 'renewal_date').messages).toEqual([
				expect.stringMatching(/can't compare some dates.*'renewal_date' \(item 0: /),
			]);
			expect(check([value], 'revenue').messages).toEqual([]);
		},
	);
});

describe('repeated values', () => {
	it('are reported each time, however many others there are', () => {
		fc.assert(
			fc.property(fc.array(fc.uuid(), { maxLength: 200 }), (others) => {
				const values = ['pro', 'pro ', ...others, 'pro', 'pro ', 'NaN'];
				const { sent, messages } = check(values);
				expect(sent).toEqual(values.slice(0, -1));
				expect(messages).toEqual([
					expect.stringContaining('\'p\' (2 items, first item 1: "pro ")'),
					expect.stringContaining('NaN'),
				]);
			}),
		);
	});
});

describe('one hint for each kind', () => {
	it('counts what it found, and shows the first', () => {
		const hints = new Hints();
		for (let item = 0; item < 2_000; item += 1) {
			for (const name of ['city', 'name']) {
				hints.properties.property(name).accepts('M\ufffdnchen', { item });
			}
		}
		expect(hints.findings.messages()).toEqual([
			expect.stringMatching(
				/'Encoding'.* Found in 'city' \(2,000 items, first item 0: "M\ufffdnchen"\), 'name' \(2,000/,
			),
		]);
	});

	it('lists ten names, and counts the others', () => {
		const hints = new Hints();
		for (let index = 0; index < 13; index += 1) {
			const place = { row: index + 1, file: 'a.csv' };
			hints.properties.property(`p${index}`).accepts('NaN', place);
		}
		const [message] = hints.findings.messages();
		expect(message).toContain(`'p9' (row 10 of "a.csv": "NaN") and 3 more.`);
		expect(message).not.toContain('p10');
	});

	it('long values are shortened', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 100, maxLength: 500 }), (text) => {
				const [message] = atLeast(1, check([`\ufffd${text}`]).messages);
				expect(message.length).toBeLessThan(600);
			}),
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isCode, withoutFence } from '../../../nodes/shared/checks/code';

describe('code instead of a value', () => {
	it.each([
		...["ObjectId('665f1c2e9b1d8a0012345678')", 'ISODate("2026-06-20T10:00:00Z")', 'NumberLong(5)'],
		...["Timestamp('2026-06-20 10:00:00')", 'datetime.date(2026, 6, 20)', 'np.float64(1.5)'],
		...["Decimal('12.50')", "b'user-7'", 'b"user-7"', '="00123"', '=VLOOKUP(A2,B:C,2,0)'],
		...['{{ $json.user_id }}', '{{name}}', '{{first}} {{last}}', '${userId}', '*|FNAME|*'],
	])('%j is found', (text) => expect(isCode(text)).toBe(true));

	it.each([
		...[
			'Acme (EU)',
			'f(x)',
			'Date (UTC)',
			'Timestamp',
			'Hi {{name}}',
			'{{name}} again',
			'{3f25}',
			'{}',
		],
		...[
			'"quoted"',
			"'s-Hertogenbosch'",
			'5*',
			'*',
			'=',
			'=5',
			"b'",
			'ABC=',
			'a={{b}}',
			'$5',
			'${',
			'',
		],
		...['Decimal Inc (former)', '=IF', 'bob "b"', '*bold*'],
	])('%j is a value', (text) => expect(isCode(text)).toBe(false));

	it('no word is code', () => {
		fc.assert(fc.property(fc.lorem(), (text) => expect(isCode(text)).toBe(false)));
	});
});

describe('a code fence', () => {
	it.each([
		['```json\n{ "plan": "pro" }\n```', '{ "plan": "pro" }'],
		['```\n{}\n```', '{}'],
		['\n```JSON\n{\n"a": 1\n}```\n', '{\n"a": 1\n}'],
	])('%j is removed', (text, inner) => expect(withoutFence(text)).toBe(inner));

	it.each([
		'{}',
		'',
		'``` {} ```',
		'{ "a": "```" }',
		'```json\n{}',
		'Here it is:\n```json\n{}\n```',
	])('%j is kept', (text) => expect(withoutFence(text)).toBe(text));
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { BYTE_SIGNS, isPlainId, mayBeWrong } from '../../../nodes/shared/checks/bytes';
import { Findings } from '../../../nodes/shared/checks/findings';
import { cleanId, idFault, noteId } from '../../../nodes/shared/checks/ids';
import { MISTAKE_STARTS } from '../../../nodes/shared/checks/mistakes';
import { PropertyChecks } from '../../../nodes/shared/checks/properties';
import { byteAt } from '../../../nodes/shared/util/elementAt';

const signsOf = (bytes: Buffer) =>
	bytes.reduce((signs, byte) => signs | byteAt(BYTE_SIGNS, byte), 0);

/** What the string checks find in a property's value. */
function isWrong(value: string): boolean {
	const findings = new Findings();
	const property = new PropertyChecks(findings).property('plan');
	return !property.accepts(value, { item: 0 }) || findings.messages().length > 0;
}

/** What they find in an ID. */
function isOdd(id: string): boolean {
	const findings = new Findings();
	noteId(id, { findings, subject: 'user_id', ofUser: true }, { item: 0 });
	return cleanId(id) !== id || idFault(id) !== undefined || findings.messages().length > 0;
}

/** Something before and after it, as in a file. */
const within = (value: string) => {
	const bytes = Buffer.from(value);
	return {
		bytes: Buffer.concat([Buffer.from('"7/'), bytes, Buffer.from('/7"')]),
		end: 3 + bytes.length,
	};
};

function expectSeen(value: string): void {
	const { bytes, end } = within(value);
	const signs = signsOf(Buffer.from(value));
	if (isWrong(value)) expect(mayBeWrong(bytes, 3, end, signs)).toBe(true);
	if (isOdd(value)) expect(isPlainId(bytes, 3, end, signs)).toBe(false);
}

const MISTAKES = [
	"ObjectId('665f1f')",
	'{{ name }}',
	'="00123"',
	'R&amp;D',
	'ZoÃ«',
	'9.91E+15',
	'-',
	'--------',
	'...',
	'_',
	'```',
	'Total',
	'(2 rows)',
	'(12 rows affected)',
	'Error: connection reset',
	'# Exported by Ada',
	'<<<<<<< HEAD',
	'user\u00017',
	'user\v7',
	'<html><body>502 Bad Gateway</body></html>',
	'unknown',
	'true',
	'NA',
	'[object Object]',
	'Invalid Date',
	'Invalid DateTime',
	'NaN',
	'NaT',
	'Infinity',
	'-Infinity',
	'undefined',
	'null',
	'NULL',
	'(null)',
	'<NA>',
	'\\N',
	'#N/A',
	'#REF!',
	'None',
	'nan',
	'Ada, [object Object]',
	'[Circular Reference]',
	'undefined undefined',
	'#NV',
	'#¿NOMBRE?',
	'$json.user_id',
	'={{ $json.user_id }}',
	'user-undefined',
	'null_7',
	'crm.NaN',
	'(blank)',
	'not set',
	'1,234',
	'1\u202f234',
	'user_id: 7',
	'Ada <ada@acme.example>',
	'\u202a+1 555 0100\u202c',
	'pro\u3000',
	'pr\u000bo',
	'\ud83d',
];

const DATES = [
	'6/20/2026',
	'06/20/26 10:00',
	'2026/6/20',
	'20.06.2026',
	'2.6.2026 10:00:00',
	'2026.06.20',
	'20-06-2026',
	'20 June 2026',
	'2. Jan 2026',
	'20 Sept. 2026',
	'Jun 20, 2026',
	'September 3 2026',
	'Sat Jun 20 2026 10:00:00 GMT+0000',
	'Sat, 20 Jun 2026 10:00:00 GMT',
	'0000-00-00',
	'0000-00-00 00:00:00',
	'1900-01-00',
	'2026-13-45T10:00:00Z',
	'/Date(1781949600000)/',
	'/Date(1781949600000+0200)/',
];

describe('what is accepted by its bytes', () => {
	it.each([...MISTAKES, ...DATES])('is never %j', (value) => {
		for (const text of [value, ` ${value}`, `${value} `, `\t${value}`, `\u00a0${value}`])
			expectSeen(text);
	});

	it('is never anything that the string checks would find', () => {
		const piece = fc.constantFrom(
			...MISTAKE_STARTS,
			...MISTAKES,
			...DATES,
			...'0123456789./- :,+E@',
			'Jun',
			'Mon',
			'ü',
			'\u200b',
			'\ufeff',
			'\u00a0',
			'\ufffd',
			'😀',
			'.0',
			'E+15',
			'@a.b',
		);
		const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
		fc.assert(fc.property(text, expectSeen), { numRuns: 20_000 });
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), expectSeen));
	});

	it.each(['9.91214E+15', '9,91E+5', '12.0', 'ada@acme.example', ' a', 'a\u200b', 'a\ufffd'])(
		'is never the ID %j',
		(id) => {
			expect(isOdd(id)).toBe(true);
			expectSeen(id);
		},
	);
});

describe('values that need no check', () => {
	it.each([
		'pro',
		'Head of Customer Success',
		'2026-03-14T09:26:53Z',
		'2026-03-14',
		'12.25',
		'1234.567',
		'123.45',
		'300 Long Street Name',
		'12 Long Street Name',
		'+1 555 0110 4100',
		'No open tickets',
		'-5',
		'',
	])('are, for example, %j', (value) => {
		const { bytes, end } = within(value);
		expect(mayBeWrong(bytes, 3, end, signsOf(Buffer.from(value)))).toBe(false);
	});

	it.each([
		'user-100000',
		'550e8400-e29b-41d4-a716-446655440000',
		'12345',
		'a',
		'acme:77',
		'a.b_c',
	])('are IDs such as %j', (id) => {
		const { bytes, end } = within(id);
		expect(isPlainId(bytes, 3, end, signsOf(Buffer.from(id)))).toBe(true);
	});
});

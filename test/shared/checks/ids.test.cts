import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Findings } from '../../../nodes/shared/checks/findings';
import { cleanId, idFault, noteId } from '../../../nodes/shared/checks/ids';

function hintsFor(id: string, ofUser = true): string[] {
	const findings = new Findings();
	noteId(id, { findings, subject: 'user_id', ofUser }, { item: 0 });
	return findings.messages();
}

describe('what is not an ID', () => {
	it.each([
		...['undefined', 'null', 'NaN', 'nan', 'None', 'N/A', 'n/a', '-', '--', '—', '[object Object]'],
		...['9.91214E+15', '9,91214E+15', '="00123"', "ObjectId('665f')", "b'user-7'", '{{user_id}}'],
		...['<user_id>', '<your user ID>', "'00123", 'user-\ud83d', '\\N', '#N/A', '=IF(A1,B1)'],
		...['#NV', '#WERT!', '#¡REF!', '#FIELD!', '[Circular Reference]', 'Ada, [object Object]'],
		...['$json.user_id', '$json["User ID"]', '={{ $json.user_id }}', 'undefined undefined'],
	])('%j is refused', (id) => expect(idFault(id)?.remedy).toMatch(/\.$/));

	it.each([
		...['NA', 'unknown', 'anonymous', 'true', 'FALSE', 'YOUR_USER_ID', 'I could not find the user'],
		...['Zo\ufffd', 'ZoÃ«', 'ada@acme.example', '1042.0', 'R&amp;D', 'Ada <ada@acme.example>'],
		...['none', '(blank)', 'not set', 'Not found', 'yes', '[]', '..', 'us\u00a0er', '1\u202f234'],
		...['user-undefined', 'undefined-7', 'crm_null', 'NaN.7', '1,234', '12,345,678', '1 234'],
	])('%j gets a hint', (id) => {
		expect(idFault(id)).toBeUndefined();
		expect(hintsFor(id)).toEqual([expect.stringContaining(`'user_id' (item 0: `)]);
	});
});

describe('IDs', () => {
	it.each(['\u202auser-7\u202c', '\u2066user-7\u2069', 'user-7\u200e', '\u200duser-7'])(
		'have no signs around them that only direct how they are written: %j',
		(written) => expect(cleanId(written)).toBe('user-7'),
	);

	it('of groups can be names with several words', () => {
		expect(hintsFor('The Bank for International Settlements', false)).toEqual([]);
	});

	it('can contain an email address', () => {
		expect(hintsFor('samlp|acme|ada@acme.example')).toEqual([]);
	});

	it.each([
		['dots', `a@${'.'.repeat(200_000)}@`],
		['spaces', `a\u200b${' '.repeat(200_000)}b`],
	])('are checked quickly, even with many %s', (_, long) => {
		const start = performance.now();
		hintsFor(cleanId(long));
		expect(performance.now() - start).toBeLessThan(500);
	});

	const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.:|/~$-]{3,11}$/);
	const id = fc.oneof(
		fc.uuid(),
		fc.nat().map(String),
		fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String),
		fc.tuple(word, word).map((words) => words.join('|')),
		fc.tuple(word, word).map((words) => words.join(' ')),
		fc.base64String({ minLength: 8 }),
		fc.constantFrom(...['Zoë', '李-7', "o'brien", '{3F25-11}', '(none of)', 'user@7', '#7', '%20']),
		fc.constantFrom(...['María del Carmen de la Cruz', 'R&D', '1e5', '-7', 'NAME', 'na', 'Null']),
		fc.constantFrom(...['undefinedness', 'annul', 'nullify-7', '0,123', '1,23', '$json', 'nobody']),
	);

	it('of any kind pass without a hint', () => {
		fc.assert(
			fc.property(id, (text) => {
				expect(cleanId(text)).toBe(text.trim());
				expect(idFault(text)).toBeUndefined();
				expect(hintsFor(text)).toEqual([]);
			}),
		);
	});

	it('are cleaned independently of each other', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(id, fc.constantFrom('', ' ', '\ufeff', '\u200b'))), (list) => {
				for (const [text, hidden] of list) {
					expect(cleanId(hidden + text + hidden)).toBe(cleanId(text));
				}
			}),
		);
	});
});

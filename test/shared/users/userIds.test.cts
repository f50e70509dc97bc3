import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Findings } from '../../../nodes/shared/checks/findings';
import { cleanId, idFault, isCleanId, noteId } from '../../../nodes/shared/checks/ids';
import { listEntries } from '../../../nodes/shared/checks/lists';
import { readId } from '../../../nodes/shared/fields/id';
import { parseUserIds } from '../../../nodes/shared/users/userIds';

describe('user IDs', () => {
	it('can be one ID', () => {
		expect(parseUserIds('user-1')).toEqual({ ids: ['user-1'], blank: 0 });
		expect(parseUserIds(42)).toEqual({ ids: ['42'], blank: 0 });
	});

	it('can be one per line', () => {
		expect(parseUserIds('a\r\nb c\n\nd\n')).toEqual({ ids: ['a', 'b c', 'd'], blank: 0 });
	});

	it('can be a comma-separated list', () => {
		expect(parseUserIds(' a, b c ,,d')).toEqual({
			ids: ['a', 'b c', 'd'],
			blank: 1,
			blankEntries: [3],
		});
	});

	it('can be an array, whose IDs can contain commas', () => {
		expect(parseUserIds(['a, b', 7, ' c '])).toEqual({ ids: ['a, b', '7', 'c'], blank: 0 });
	});

	it('can be an array written as JSON, as AI agents do', () => {
		expect(parseUserIds('["a", "b,c", 3]')).toEqual({ ids: ['a', 'b,c', '3'], blank: 0 });
	});

	it.each([undefined, null, '', '  ', '\t\n', '\u00A0'])('are blank as %j', (value) => {
		expect(parseUserIds(value)).toEqual({ ids: [], blank: 1 });
	});

	it('count the blanks among others', () => {
		expect(parseUserIds(['a', null, ' ', undefined, 'b'])).toEqual({
			ids: ['a', 'b'],
			blank: 3,
			blankEntries: [2, 3, 4],
		});
	});

	it.each([[{ id: 'a' }], [[['a']]], [[{ id: 'a' }]], [true], [Number.NaN], [Infinity]])(
		'cannot be %j',
		(value) => {
			expect(() => parseUserIds(value)).toThrow(/^'User IDs' is/);
		},
	);

	it('cannot be a number that JavaScript has rounded', () => {
		expect(() => parseUserIds(12345678901234567890)).toThrow(/not an exact number/);
	});

	it('are unchanged in an array, except for invisible characters', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'grapheme' })), (given) => {
				// "-", "null" and the like are refused.
				fc.pre(given.every((id) => idFault(cleanId(id)) === undefined));
				const { ids, blank } = parseUserIds(given);
				expect(ids).toEqual(given.map(cleanId).filter((id) => id !== ''));
				expect(blank).toBe(given.length - ids.length);
			}),
		);
	});
});

/** Nearly IDs: what the checks of a single ID and of a list look for, and what surrounds it. */
const texts = fc
	.array(
		fc.oneof(
			fc.stringMatching(/^[\w:/~$=.-]{0,8}$/),
			fc.constantFrom(
				...[
					'NaN',
					'null',
					'None',
					'-',
					'--',
					'===',
					'Total',
					'NA',
					'unknown',
					'true',
					'inf',
					'\\N',
				],
			),
			fc.constantFrom(...['1042.0', '.0', '9.9E+15', 'N/A', 'ID', '<x>', "'7", '="7"', '{{a}}']),
			fc.constantFrom(
				...['|', ',', ';', ' ', '\n', '\u00a0', '\u200b', '@', '"', '(', ']', 'é', '\ud83d'],
			),
		),
		{ maxLength: 3 },
	)
	.map((parts) => parts.join(''));

describe('an ID that is clean by its characters', () => {
	it('is the same for all other checks, which find nothing in it', () => {
		const clean = texts.filter(isCleanId);
		fc.assert(
			fc.property(clean, fc.boolean(), (id, ofUser) => {
				const findings = new Findings();
				const noter = { note: findings.note.bind(findings) };
				expect(listEntries(id, 'User IDs', noter)).toEqual([id]);
				expect(readId(id, 'User IDs')).toBe(id);
				noteId(id, { findings, subject: 'User IDs', ofUser }, { item: 0 });
				expect(findings.messages()).toEqual([]);
			}),
			{ numRuns: 3_000 },
		);
	});

	it.each(['user-100001', '7', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'org:7/ada_1', 'a.b~c$='])(
		'is %j',
		(id) => expect(isCleanId(id)).toBe(true),
	);

	it.each([
		'',
		'null',
		'-',
		'----',
		'...',
		'_',
		'Total',
		'unknown',
		'7.0',
		'a|b',
		'a b',
		'a,b',
		'ada@acme.example',
		7,
		['a'],
	])('is not %j', (id) => expect(isCleanId(id)).toBe(false));
});

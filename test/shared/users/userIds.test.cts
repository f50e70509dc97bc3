import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cleanId, idFault } from '../../../nodes/shared/checks/ids';
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
		expect(parseUserIds(' a, b c ,,d')).toEqual({ ids: ['a', 'b c', 'd'], blank: 1 });
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
		expect(parseUserIds(['a', null, ' ', undefined, 'b'])).toEqual({ ids: ['a', 'b'], blank: 3 });
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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseOrder } from '../../nodes/AppcuesAnalytics/orderBy';
import { InvalidInput } from '../../nodes/shared/util/invalidInput';

/** Field names: one or more words. */
const word = fc.stringMatching(/^[a-z_.]{1,9}$/);
const fields = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const directions = fc.constantFrom('asc' as const, 'desc' as const);
const orders = fc.array(fc.tuple(fields, directions));

describe('the order of rows', () => {
	it.each([
		[
			'users desc, day',
			[
				['users', 'desc'],
				['day', 'asc'],
			],
		],
		[
			'  users   DESC ,, Day Asc ',
			[
				['users', 'desc'],
				['Day', 'asc'],
			],
		],
		[['users', 'desc'], [['users', 'desc']]],
		['["users", "desc"]', [['users', 'desc']]],
		['sign up date desc', [['sign up date', 'desc']]],
		[
			['users desc', 'a, b asc'],
			[
				['users', 'desc'],
				['a, b', 'asc'],
			],
		],
		[
			[
				['users', 'desc'],
				['a b', 'ASC'],
			],
			[
				['users', 'desc'],
				['a b', 'asc'],
			],
		],
		['[["users", "desc"]]', [['users', 'desc']]],
		['["users desc"]', [['users', 'desc']]],
		['', []],
		[undefined, []],
		[null, []],
	])('%j is %j', (given, order) => {
		expect(parseOrder(given)).toEqual(order);
	});

	it.each([
		'desc',
		'users down',
		'users desc day asc nothing',
		'{"users": "desc"}',
		[['users', 'up']],
		[['users']],
		[['users', 'desc', 'day']],
		[['', 'desc']],
		[['users', 'day desc']],
		[[1, 'desc']],
		[null],
		{ users: 'desc' },
		7,
		true,
	])('%j is refused', (given) => {
		expect(() => parseOrder(given)).toThrow(InvalidInput);
	});

	it('accepts a string, an array of strings, pairs, or either as JSON', () => {
		fc.assert(
			fc.property(orders, (order) => {
				const texts = order.map((pair) => pair.join(' '));
				expect(parseOrder(texts.join(', '))).toEqual(order);
				expect(parseOrder(texts)).toEqual(order);
				expect(parseOrder(order)).toEqual(order);
				expect(parseOrder(JSON.stringify(order))).toEqual(order);
				expect(parseOrder(JSON.stringify(texts))).toEqual(order);
			}),
		);
	});

	it('is understood, or refused with a reason, for any value', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				try {
					for (const [field, direction] of parseOrder(given)) {
						expect(field.trim()).not.toBe('');
						expect(['asc', 'desc']).toContain(direction);
					}
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(InvalidInput);
				}
			}),
		);
	});
});

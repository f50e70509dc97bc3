import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
	OPERATORS,
	conditionSign,
	takesList,
} from '../../../nodes/shared/fields/conditionOperators';
import { conditionsFromJson, readConditions } from '../../../nodes/shared/fields/conditions';
import type { ItemReader } from '../../../nodes/shared/operation/itemReader';

const item = (values: Record<string, unknown>) =>
	({ value: (name: string, fallback: unknown) => values[name] ?? fallback }) as ItemReader;

const fromFields = (...condition: unknown[]) => readConditions(item({ conditions: { condition } }));

const one = (operator: string, value: unknown) => fromFields({ field: 'f', operator, value })[0];

describe('conditions as fields', () => {
	it.each([
		['equals', '=='],
		['notEquals', '!='],
		['like', 'like'],
		['notLike', 'not like'],
		['ilike', 'ilike'],
		['notIlike', 'not ilike'],
		['lt', '<'],
		['lte', '<='],
		['gt', '>'],
		['gte', '>='],
	])('%s is sent as %s', (word, sign) => {
		expect(one(word, 'x')).toEqual(['f', sign, 'x']);
	});

	it.each([
		['in', 'in'],
		['notIn', 'not in'],
	])('%s is sent as %s, with an array', (word, sign) => {
		expect(one(word, ' a, b c ,,d')).toEqual(['f', sign, ['a', 'b c', 'd']]);
		expect(one(word, ['a, b', 2, true])).toEqual(['f', sign, ['a, b', 2, true]]);
		expect(one(word, '["a, b", 2]')).toEqual(['f', sign, ['a, b', 2]]);
	});

	it('keep the type of an expression’s value', () => {
		expect(one('gt', 5)).toEqual(['f', '>', 5]);
		expect(one('equals', false)).toEqual(['f', '==', false]);
		expect(one('equals', null)).toEqual(['f', '==', null]);
	});

	it('are empty when nothing was added', () => {
		expect(readConditions(item({}))).toEqual([]);
		expect(readConditions(item({ conditions: {} }))).toEqual([]);
	});

	it.each([
		[{ field: ' ', operator: 'equals', value: 'x' }, "has no 'Field'"],
		[{ field: 'f', operator: 'is', value: 'x' }, "has an invalid 'Operator'"],
		[{ field: 'f', operator: 'lt', value: '' }, "has no 'Value'"],
		[{ field: 'f', operator: 'equals' }, "has no 'Value'"],
		[{ field: 'f', operator: 'in', value: ' , ' }, 'has no value'],
		[{ field: 'f', operator: 'equals', value: ['x'] }, 'contains an array'],
		[{ field: 'f', operator: 'in', value: [{}] }, 'instead of one value'],
		[{ field: 'f', operator: 'equals', value: 'undefined' }, 'contains "undefined" instead'],
		[
			{ field: 'f', operator: 'in', value: ['a', 'b, [object Object]'] },
			'contains "b, [object Object]"',
		],
		[{ field: 'f', operator: 'notEquals', value: ' #N/A' }, 'instead of one value'],
		[{ field: 'f', operator: 'like', value: '{{ $json.plan }}' }, 'instead of one value'],
	])('are refused as %j, naming the condition', (condition, message) => {
		const good = { field: 'f', operator: 'equals', value: 'x' };
		expect(() => fromFields(good, condition)).toThrow(message);
		expect(() => fromFields(good, condition)).toThrow(/^Condition 2 in 'Conditions'/);
	});
});

describe('conditions as JSON', () => {
	const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
	const field = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
	const condition = fc
		.tuple(field, fc.constantFrom(...OPERATORS), scalar, fc.array(scalar))
		.map(([name, operator, value, list]) => {
			const given = takesList(operator.sign) ? list : value;
			return { name, operator, given, sent: [name, operator.sign, given] };
		});

	it('are sent unchanged, with signs and with words, as text and as an array', () => {
		fc.assert(
			fc.property(fc.array(condition), fc.boolean(), (conditions, words) => {
				const json = conditions.map(({ name, operator, given }) => [
					name,
					words ? operator.value : operator.sign.toUpperCase(),
					given,
				]);
				const sent = conditions.map((one) => one.sent);
				expect(conditionsFromJson(json)).toEqual(sent);
				expect(conditionsFromJson(JSON.stringify(json))).toEqual(sent);
			}),
		);
	});

	it('are empty when there is nothing', () => {
		for (const nothing of ['', '[]', undefined, null, []]) {
			expect(conditionsFromJson(nothing)).toEqual([]);
		}
	});

	it.each([
		['{}', "'Conditions (JSON)' is not an array"],
		['[["a", "=="]]', 'Condition 1'],
		['[["a", "==", 1], {"field": "a"}]', 'Condition 2'],
		['[["", "==", 1]]', 'has no field'],
		['[["a", "=", 1]]', 'has an unknown operator: "="'],
		['[["a", "in", "x"]]', 'needs an array'],
		['[["a", "==", 1]', 'is not valid JSON'],
		['"=="', 'is not an array'],
	])('are refused as %s', (json, message) => {
		expect(() => conditionsFromJson(json)).toThrow(message);
	});

	it('know only the twelve operators', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const given = text.trim().toLowerCase().replace(/\s+/g, ' ');
				const known = OPERATORS.some(
					({ value, sign }) => value.toLowerCase() === given || sign === given,
				);
				expect(conditionSign(text) !== undefined).toBe(known);
			}),
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Workflow, type IDataObject, type INode, type INodeTypes } from 'n8n-workflow';

import {
	fieldExpression,
	fieldReference,
	follow,
} from '../../../nodes/shared/operation/expressions';

const NODE: INode = {
	id: 'n',
	name: 'Node',
	type: 'test.node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const nodeTypes = {
	getByName: () => ({ description: { properties: [] } }),
	getByNameAndVersion: () => ({ description: { properties: [] } }),
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

const workflow = new Workflow({ nodes: [NODE], connections: {}, active: false, nodeTypes });

/** The result of n8n's own evaluator for a parameter, or that it refuses. */
function evaluated(expression: string, json: IDataObject): unknown {
	try {
		return workflow.expression.getParameterValue(
			expression,
			null,
			0,
			0,
			NODE.name,
			[{ json }],
			'manual',
			{},
		);
	} catch {
		return REFUSED;
	}
}

const REFUSED = Symbol('refused');

const followed = (expression: string, json: IDataObject) => {
	const path = fieldReference(expression);
	return path && follow(path, json);
};

const names = fc.oneof(
	fc.constantFrom('a', 'user_id', 'User ID', 'é', 'class', 'length', '0', 'a.b', "it's", '$json'),
	fc.constantFrom('constructor', '__proto__', 'toString', 'prototype', 'mainModule', 'isEmpty'),
	fc.string({ maxLength: 6 }),
);

const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.string(),
		fc.constantFrom('={{ 1 + 1 }}', '{{ $json.a }}', '', '=', 'null', '1'),
		fc.integer(),
		fc.double(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 3 }),
		tie('object'),
	),
	object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
})).value;

const written = (name: string) =>
	fc.constantFrom(`.${name}`, `["${name}"]`, `['${name}']`, `[${JSON.stringify(name)}]`);

/** Names that lead to something in an item. */
function leads(at: unknown, above: string[] = []): string[][] {
	const own = above.length > 0 ? [above] : [];
	if (typeof at !== 'object' || at === null || Array.isArray(at)) return own;
	return [...own, ...Object.entries(at).flatMap(([name, inner]) => leads(inner, [...above, name]))];
}

/** An item, and an expression that names something in it, or something that doesn't exist. */
const cases = fc.dictionary(names, values, { minKeys: 1, maxKeys: 5 }).chain((json) => {
	const within = fc.constantFrom(...leads(json));
	const anywhere = fc.array(names, { minLength: 1, maxLength: 3 });
	const steps = fc
		.oneof({ weight: 4, arbitrary: within }, anywhere)
		.chain((path) => fc.tuple(...path.map(written)));
	return fc.tuple(fc.constant(json as IDataObject), steps);
});

const blanks = fc.constantFrom('', ' ', '\n');

describe('an expression that only names a field', () => {
	it('gives the same result as n8n, whatever is in the item', () => {
		let compared = 0;
		fc.assert(
			fc.property(cases, blanks, blanks, ([json, steps], before, after) => {
				const expression = `={{${before}$json${steps.join('')}${after}}}`;
				const value = followed(expression, json);
				if (value === undefined) return;
				const wanted = evaluated(expression, json);
				// A name that n8n refuses is refused for the first item already, which is read in both ways.
				if (wanted === REFUSED) return;
				compared += 1;
				expect(value).toBe(wanted);
			}),
			{ numRuns: 3000 },
		);
		expect(compared).toBeGreaterThan(100);
	});

	it.each([
		['={{ $json.user_id }}', 'ada'],
		['={{$json["user_id"]}}', 'ada'],
		["={{ $json['User ID'] }}", 'grace'],
		['={{ $json.user.id }}', 7],
		['={{ $json.user["is active"] }}', false],
		['={{ $json.empty }}', ''],
	])('%s is evaluated', (expression, wanted) => {
		const json = {
			user_id: 'ada',
			'User ID': 'grace',
			user: { id: 7, 'is active': false },
			empty: '',
		};
		expect(followed(expression, json)).toBe(wanted);
		expect(evaluated(expression, json)).toBe(wanted);
	});

	it.each([
		'{{ $json.a }}',
		'=user-{{ $json.a }}',
		'={{ $json.a }} ',
		'= {{ $json.a }}',
		'={{ $json.a.trim() }}',
		'={{ $json.a + 1 }}',
		'={{ $json?.a }}',
		'={{ $json.a }}{{ $json.a }}',
		'={{ $json["a}}"] }}',
		'={{ $json["\\u0061"] }}',
		'={{ $json.constructor }}',
		'={{ $json[0] }}',
		'={{ $json }}',
		'={{ $input.item.json.a }}',
		'={{ $("CRM").item.json.a }}',
		'plain',
		42,
		undefined,
	])('%j is left to n8n', (stored) => {
		expect(fieldReference(stored)).toBeUndefined();
	});

	it.each([[undefined], [null], [{}], [['a']], [new Date(0)], [Number.NaN]])(
		'a value such as %p is left to n8n',
		(a) => {
			expect(follow(['a'], { a })).toBeUndefined();
		},
	);

	it('does not read properties that every object has', () => {
		expect(follow(['x', 'length'], { x: 'text' })).toBeUndefined();
		expect(follow(['valueOf'], {})).toBeUndefined();
	});
});

describe('the expression for a field', () => {
	it.each([
		[['user_id'], '$json.user_id'],
		[['user', 'id'], '$json.user.id'],
		[['User ID', 'a.b'], '$json["User ID"]["a.b"]'],
		[['1st'], '$json["1st"]'],
	])('of %j is %s, which reads it', (path, expression) => {
		expect(fieldExpression(path)).toBe(expression);
		expect(fieldReference(`={{ ${expression} }}`)).toEqual(path);
	});
});

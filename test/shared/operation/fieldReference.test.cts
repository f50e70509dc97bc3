import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
} from 'n8n-workflow';

import { elementAt } from '../../../dev/elements.cjs';
import {
	fieldExpression,
	fieldReference,
	follow,
} from '../../../nodes/shared/operation/expressions';
import { Hints } from '../../../nodes/shared/operation/hints';
import { ParameterReader } from '../../../nodes/shared/operation/parameterReader';

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
				if (Array.isArray(value)) expect(value).toEqual(wanted);
				else expect(value).toBe(wanted);
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
		['={{ $json.ids }}', ['ada', 7, true, '={{ 1 + 1 }}']],
	])('%s is evaluated', (expression, wanted) => {
		const json = {
			user_id: 'ada',
			'User ID': 'grace',
			user: { id: 7, 'is active': false },
			empty: '',
			ids: ['ada', 7, true, '={{ 1 + 1 }}'],
		};
		expect(followed(expression, json)).toEqual(wanted);
		expect(evaluated(expression, json)).toEqual(wanted);
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

	it.each<{ a: unknown }>([
		...[undefined, null, {}, new Date(0), Number.NaN].map((a) => ({ a })),
		...[[], ['a', null], [['a']], [Number.NaN], Array<string>(2)].map((a) => ({ a })),
	])('the value of %p is left to n8n', ({ a }) => {
		expect(follow(['a'], { a } as IDataObject)).toBeUndefined();
	});

	it('does not read properties that every object has', () => {
		expect(follow(['x', 'length'], { x: 'text' })).toBeUndefined();
		expect(follow(['valueOf'], {})).toBeUndefined();
	});
});

describe('a parameter that is read for one item after the other', () => {
	const PARAMETER = 'userIds';

	/** What an execution gives to the reader, with n8n's own evaluator. */
	function readerOf(stored: string, items: INodeExecutionData[]): ParameterReader {
		const jsonAt = (item: number) => elementAt(items, item).json;
		const context = {
			getNode: () => ({ ...NODE, parameters: { [PARAMETER]: stored } }),
			getInputData: () => items,
			getNodeParameter: (_name: string, item: number) => evaluated(stored, jsonAt(item)),
			evaluateExpression: (text: string, item: number) => evaluated(`=${text}`, jsonAt(item)),
		} as unknown as IExecuteFunctions;
		return new ParameterReader(context, new Hints());
	}

	it('has the value that n8n returns for each', () => {
		const jsons = fc.array(fc.record({ a: values, b: fc.dictionary(names, values) }), {
			minLength: 1,
			maxLength: 6,
		});
		const stored = fc.constantFrom('={{ $json.a }}', '={{$json["a"]}}', '={{ $json.b.a }}', 'x');
		fc.assert(
			fc.property(jsons, stored, (all, expression) => {
				const items = all.map((json) => ({ json: json as IDataObject }));
				const reader = readerOf(expression, items);
				items.forEach(({ json }, item) => {
					expect(reader.read(PARAMETER, item, '')).toEqual(evaluated(expression, json));
				});
			}),
			{ numRuns: 300 },
		);
	});

	it('is not copied if it is a long array', () => {
		const ids = Array.from({ length: 1000 }, (_, index) => `user-${index}`);
		expect(readerOf('={{ $json.ids }}', [{ json: { ids } }]).read(PARAMETER, 0, '')).toBe(ids);
	});

	it('is left to n8n if n8n finds another array', () => {
		const items = [{ json: { ids: ['a', 'b'] } }, { json: { ids: ['c'] } }];
		for (const other of [['a'], ['a', 'c'], ['c', 'b'], [], undefined]) {
			const context = {
				getNode: () => ({ ...NODE, parameters: { [PARAMETER]: '={{ $json.ids }}' } }),
				getInputData: () => items,
				getNodeParameter: () => 'n8n',
				evaluateExpression: (text: string) => evaluated(`=${text}`, { ids: other }),
			} as unknown as IExecuteFunctions;
			const reader = new ParameterReader(context, new Hints());
			expect(items.map((_, item) => reader.read(PARAMETER, item, ''))).toEqual(['n8n', 'n8n']);
		}
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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { inferSchema, type OutputSchema } from './inferSchema.cjs';

const items = fc.array(
	fc.dictionary(
		fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 }),
		fc.jsonValue({ maxDepth: 3 }),
	),
	{ minLength: 1 },
);

/** Returns the paths of a value that the schema doesn't have. */
function missing(value: unknown, schema: OutputSchema | undefined, path = ''): string[] {
	if (schema === undefined) return [path];
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) {
		// A value that is an array here and an object there has the fields of the object.
		if (schema.type === 'object') return [];
		return value.flatMap((each) => missing(each, schema.items, `${path}[]`));
	}
	return Object.entries(value).flatMap(([key, each]) =>
		missing(each, schema.properties?.[key], `${path}.${key}`),
	);
}

describe('inferSchema', () => {
	it('has every field of every item', () => {
		fc.assert(
			fc.property(items, (values) => {
				const schema = inferSchema(values);
				expect(values.flatMap((value) => missing(value, schema))).toEqual([]);
			}),
		);
	});

	it('has no value of an item', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.nat(), (text, number) => {
				const schema = JSON.stringify(inferSchema([{ a: text, b: [{ c: text }], d: number }]));
				expect(schema).not.toContain(text);
				expect(schema).toBe(JSON.stringify(inferSchema([{ a: '', b: [{ c: '' }], d: 0 }])));
			}),
		);
	});

	it('keeps the order of fields, also of those that only some items have', () => {
		const { properties = {} } = inferSchema([
			{ id: '1', time: '2' },
			{ id: '1', user: 'a', time: '2' },
		]);
		expect(Object.keys(properties)).toEqual(['id', 'user', 'time']);
	});

	it('puts null last, because the editor shows the first type', () => {
		expect(inferSchema([null, 'a'])).toEqual({ type: ['string', 'null'] });
		expect(inferSchema([null, 'a', 1])).toEqual({ type: ['string', 'number', 'null'] });
		expect(inferSchema([null])).toEqual({ type: 'null' });
	});

	it('has one type for objects and arrays, because the editor reads no others', () => {
		expect(inferSchema([null, {}])).toEqual({ type: 'object', properties: {} });
		expect(inferSchema([null, []])).toEqual({ type: 'array' });
		expect(inferSchema(['a', ['b']])).toEqual({ type: 'array', items: { type: 'string' } });
	});

	it("leaves the names that are the account's own open", () => {
		const item = { id: '1', attributes: { plan: 'pro' } };
		expect(inferSchema([item]).properties).toMatchObject({ attributes: { type: 'object' } });
		expect(JSON.stringify(inferSchema([item]))).not.toContain('plan');
		expect(inferSchema([{ user_id: '1', plan: 'pro' }], ['user_id'])).toEqual({
			type: 'object',
			properties: { user_id: { type: 'string' } },
		});
	});
});

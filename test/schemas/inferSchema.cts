import { elementAt } from '../../dev/elements.cjs';

/** A JSON schema as n8n's own nodes have it. It names fields and types, and has no values. */
export interface OutputSchema {
	type: JsonType | JsonType[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** The names of fields are the account's own inside these, so no schema can know them. */
const OPEN = new Set(['attributes', 'formAnswers', 'answers']);

/**
 * Returns the schema that all values have in common: the fields of any of them, in their order.
 *
 * n8n's editor takes the first of several types, and only reads `properties` and `items` if there is one type. So null
 * comes last, and an object or an array that can be null has one type.
 *
 * @param known the only fields to keep, if the others are the account's own
 */
export function inferSchema(values: readonly unknown[], known?: readonly string[]): OutputSchema {
	const types = [...new Set(values.map(typeOf))];
	if (types.includes('object')) {
		const all = propertiesOf(values.filter(isRecord));
		const kept = Object.entries(all).filter(([key]) => known?.includes(key) ?? true);
		return { type: 'object', properties: Object.fromEntries(kept) };
	}
	if (types.includes('array')) {
		const items = values.filter((value): value is unknown[] => Array.isArray(value)).flat();
		return { type: 'array', ...(items.length > 0 && { items: inferSchema(items) }) };
	}
	const [type, ...others] = [...types.filter((each) => each !== 'null'), 'null' as const];
	if (type === undefined) return { type: 'null' };
	const more = types.includes('null') ? others : others.filter((each) => each !== 'null');
	return { type: more.length === 0 ? type : [type, ...more] };
}

function propertiesOf(objects: Array<Record<string, unknown>>): Record<string, OutputSchema> {
	const keys = inOrder(objects.map((each) => Object.keys(each)));
	return Object.fromEntries(
		keys.map((key) => {
			const values = objects.flatMap((each) => (Object.hasOwn(each, key) ? [each[key]] : []));
			return [key, OPEN.has(key) ? { type: 'object' } : inferSchema(values)];
		}),
	);
}

/** Merges lists: an element follows what it follows in the first list that has it. */
function inOrder(lists: string[][]): string[] {
	const merged: string[] = [];
	for (const list of lists) {
		for (const [index, each] of list.entries()) {
			if (merged.includes(each)) continue;
			merged.splice(index === 0 ? 0 : merged.indexOf(elementAt(list, index - 1)) + 1, 0, each);
		}
	}
	return merged;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeOf(value) === 'object';

function typeOf(value: unknown): JsonType {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	const type = typeof value;
	if (type === 'string' || type === 'number' || type === 'boolean' || type === 'object')
		return type;
	throw new Error(`An output has a value that isn't JSON: ${String(value)}`);
}

import type { INodeProperties } from 'n8n-workflow';

import { fieldNamed } from '../checks/names';
import type { FieldPath } from '../operation/expressions';
import { onlyField } from '../operation/expressions';
import type { ItemReader } from '../operation/itemReader';
import { isObject } from '../util/isObject';
import { readFieldNames } from './fieldNames';

/** The fields of an item that are sent as properties if 'Specify Properties' is set to 'All Input Fields'. */

const LABEL = 'Exclude Fields';

/** Fields that aren't properties: an entry of Options. */
export const excludeFieldsOption: INodeProperties = {
	displayName: LABEL,
	name: 'excludeFields',
	type: 'string',
	default: '',
	requiresDataPath: 'multiple',
	placeholder: 'e.g. notes, address.street',
	displayOptions: { show: { '/attributesMode': ['allFields'] } },
	description: 'The names of fields not to send, comma-separated or as an array',
};

/** The fields of an item that aren't properties, because other parameters use them. */
export interface UsedFields {
	/** The parameters, or entries of a collection, that can name a field in an expression. */
	parameters: ReadonlyArray<{ name: string; entry?: string }>;
	/** Appcues' name for the ID. A field of this name isn't a property, whatever the ID comes from. */
	idColumn?: string;
}

/** Fields of an item, and which of them aren't properties. */
interface InputFields {
	values: Record<string, unknown>;
	without: ReadonlySet<string>;
}

/**
 * Returns the fields of an item without those that other parameters use and those in 'Exclude Fields'. Notes excluded
 * names for the hint about names that no item has.
 *
 * @throws {InvalidInput} for anything but names in 'Exclude Fields'
 */
export function readInputFields(
	item: ItemReader,
	{ parameters, idColumn }: UsedFields,
): InputFields {
	const { json } = item;
	const without = new Set<string>();
	let values: Record<string, unknown> = json;
	const leaveOut = (path: FieldPath | undefined) => {
		const [name, ...inner] = path ?? [];
		if (name === undefined) return;
		if (inner.length === 0) without.add(name);
		else values = withoutInner(values, name, inner);
	};
	for (const { name, entry } of parameters) leaveOut(onlyField(item.stored(name, entry)));
	for (const name of readFieldNames(item.collection('options').excludeFields, LABEL, item)) {
		const path = pathOf(json, name);
		item.findings.noteNamed(name, path !== undefined);
		leaveOut(path);
	}
	const own = idColumn === undefined ? undefined : fieldNamed(json, idColumn);
	if (own !== undefined && !without.has(own)) {
		without.add(own);
		const value = textOf(json[own]);
		const isId = parameters.some(({ name }) => textOf(item.value(name)) === value);
		if (value !== '' && !isId) item.note('displacedId', own, value);
	}
	return { values, without };
}

const textOf = (value: unknown): string => String(value ?? '').trim();

/** Returns a copy of an object without a value inside one of its fields. */
function withoutInner(
	values: Record<string, unknown>,
	name: string,
	path: FieldPath,
): Record<string, unknown> {
	const inner = Object.hasOwn(values, name) ? values[name] : undefined;
	const [next, ...rest] = path;
	if (next === undefined || !isObject(inner) || !Object.hasOwn(inner, next)) return values;
	const left =
		rest.length > 0
			? withoutInner(inner, next, rest)
			: Object.fromEntries(Object.entries(inner).filter(([key]) => key !== next));
	return { ...values, [name]: left };
}

/** Returns the path to a field by its name, or by the names on the way to it, with dots between them. */
function pathOf(json: object, name: string): FieldPath | undefined {
	const own = fieldNamed(json, name);
	if (own !== undefined) return [own];
	const path: string[] = [];
	let at: unknown = json;
	for (const part of name.split('.')) {
		const field = isObject(at) ? fieldNamed(at, part) : undefined;
		if (field === undefined || !isObject(at)) return undefined;
		path.push(field);
		at = at[field];
	}
	return path;
}

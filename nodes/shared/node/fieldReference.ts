import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../api/answers';

/** The names of the fields that an expression reads, one within the other: `['user', 'id']` for `$json.user.id`. */
export type FieldPath = readonly string[];

/** A value that n8n's evaluator hands on as it is, whichever engine it uses. */
type PlainValue = string | number | boolean;

/** `={{ $json.user_id }}`, `={{ $json["User ID"].value }}`: nothing but steps into the item, nothing around them. */
const REFERENCE = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*\}\}$/;

const STEP = /\.(\w+)|\["([^"]*)"\]|\['([^']*)'\]/g;

/**
 * The fields that a parameter reads of its item, if it does nothing else.
 *
 * n8n takes some 0.1 ms to evaluate an expression, ten seconds for 100,000 items; such a reference can be followed
 * without it.
 *
 * @param stored the parameter as the workflow holds it
 * @returns undefined for anything that n8n has to evaluate
 */
export function fieldReference(stored: unknown): FieldPath | undefined {
	const steps = typeof stored === 'string' ? REFERENCE.exec(stored)?.[1] : undefined;
	if (steps === undefined) return undefined;
	const path = [...steps.matchAll(STEP)].map(
		([, name, double, single]) => name ?? double ?? single,
	);
	// What every object has (`constructor`, `__proto__`) n8n treats in ways of its own; `}}` would end the expression.
	return path.some((name) => name in Object.prototype || /[{}\n\r]/.test(name)) ? undefined : path;
}

/**
 * Follows a reference in an item.
 *
 * @returns undefined for anything but a plain value that the item itself holds: n8n has to say what it means
 */
export function follow(path: FieldPath, json: IDataObject): PlainValue | undefined {
	let at: unknown = json;
	for (const name of path) {
		if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
		at = at[name];
	}
	return isPlain(at) ? at : undefined;
}

const isPlain = (value: unknown): value is PlainValue =>
	typeof value === 'string' ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value));

/** Returns the expression that reads a field of the item: `$json.user.id`, `$json["User ID"]`. */
export function fieldExpression(path: FieldPath): string {
	const steps = path.map((name) =>
		/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`,
	);
	return `$json${steps.join('')}`;
}

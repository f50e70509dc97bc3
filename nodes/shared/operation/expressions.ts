import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/isObject';
import { InvalidInput } from '../util/invalidInput';

/** n8n takes every stored text that starts with `=` for an expression, at any depth. */
export function holdsExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some(holdsExpression);
}

/** Everything that n8n calls by a name with `$`, but for its clock. `${` belongs to a JavaScript template. */
const DATA = /\$(?!now\b|today\b|\{)/;

/**
 * Returns whether a stored parameter is an expression that reads data, such as a field of the item. What only
 * calculates with `$now` and `$today` doesn't.
 */
export const readsData = (stored: unknown): boolean =>
	typeof stored === 'string' && stored.startsWith('=') && DATA.test(stored);

/** `{{ $json.user_id }}`: nobody but n8n writes so. */
const EXPRESSION = /\{\{\s*\$[\s\S]*?\}\}/;

/**
 * Refuses a parameter that holds an expression as a text, at any depth. An expression that was typed or pasted where
 * a field is set to Fixed stays a text: Appcues would take it for an ID, and answer that all went well.
 *
 * @param stored the parameter as the workflow holds it: n8n's expressions start with `=`
 * @throws {InvalidInput} that shows the text
 */
export function rejectPastedExpression(stored: unknown): void {
	if (typeof stored === 'string') {
		const pasted = stored.startsWith('=') ? undefined : EXPRESSION.exec(stored)?.[0];
		if (pasted === undefined) return;
		throw new InvalidInput(
			`"${pasted.slice(0, 80)}" is text here, not an expression`,
			'Hover over its field and switch it from Fixed to Expression.',
		);
	}
	if (typeof stored === 'object' && stored !== null) {
		Object.values(stored).forEach(rejectPastedExpression);
	}
}

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

import type { IDataObject } from 'n8n-workflow';

import { elementAt } from '../util/elementAt';
import { isObject } from '../util/isObject';
import { InvalidInput } from '../util/invalidInput';

/** Returns whether a stored parameter contains an expression: a string that starts with `=`, at any depth. */
export function holdsExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (typeof stored !== 'object' || stored === null) return false;
	return Object.values(stored).some(holdsExpression);
}

/** Any of n8n's `$` variables except its clock. `${` belongs to a JavaScript template. */
const DATA = /\$(?!now\b|today\b|\{)/;

/**
 * Returns whether a stored parameter is an expression that reads data, such as a field of the item. `$now` and `$today`
 * aren't data.
 */
export const readsData = (stored: unknown): boolean =>
	typeof stored === 'string' && stored.startsWith('=') && DATA.test(stored);

/** What n8n's expressions read of the current item, or of the item that it comes from. */
const OF_ITEM =
	/\$(?:json|binary|data|itemIndex|item|node|position|thisItem\w*)\b|\.item\b|\b(?:itemMatching|pairedItem)\b/;

/** Returns whether a stored parameter is an expression that can return something else for each item. */
export const readsItem = (stored: unknown): boolean =>
	typeof stored === 'string' && stored.startsWith('=') && OF_ITEM.test(stored);

/** `{{ $json.user_id }}`: only n8n's expressions look like this. */
const EXPRESSION = /\{\{\s*\$[\s\S]*?\}\}/;

/**
 * Rejects a parameter that contains an expression as text, at any depth. n8n doesn't evaluate an expression in a field
 * that is set to Fixed, and Appcues would accept it as an ID.
 *
 * @param stored the parameter as the workflow stores it: n8n's expressions start with `=`
 * @throws {InvalidInput} that quotes the text
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

/** The path of fields that an expression reads: `['user', 'id']` for `$json.user.id`. */
export type FieldPath = readonly string[];

/** A value that all of n8n's expression engines return unchanged. */
type PlainValue = string | number | boolean;

/** `={{ $json.user_id }}`, `={{ $json["User ID"].value }}`: only steps into the item. */
const REFERENCE = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*\}\}$/;

const STEP = /\.(\w+)|\["[^"]*"\]|\['[^']*'\]/g;

/**
 * Returns the field that a parameter reads from its item, if it does nothing else. n8n takes about 0.1 ms to evaluate an
 * expression, ten seconds for 100,000 items; a simple reference doesn't need that.
 *
 * @param stored the parameter as the workflow stores it
 * @returns undefined for anything that n8n has to evaluate
 */
export function fieldReference(stored: unknown): FieldPath | undefined {
	const steps = typeof stored === 'string' ? REFERENCE.exec(stored)?.[1] : undefined;
	if (steps === undefined) return undefined;
	const path = stepsOf(steps);
	// n8n has special rules for properties of all objects (`constructor`, `__proto__`); `}}` would end the expression.
	return path.some((name) => name in Object.prototype || /[{}\n\r]/.test(name)) ? undefined : path;
}

/** A field of the item in an expression, without a method at its end: `$json.id` of `$json.id.trim()`. */
const FIELD =
	/\$(?:json|input\.item\.json)((?:\??\.[A-Za-z_]\w*(?!\w|\s*\()|(?:\?\.)?\[(?:"[^"\\]*"|'[^'\\]*')\])+)/g;

/** Where an expression reads anything. */
const SOURCE = /\$(?!now\b|today\b)[A-Za-z_(]/g;

/**
 * Returns the field that a parameter's value comes from: `['id']` for `{{ $json.id }}` and `user-{{ $json.id.trim() }}`.
 *
 * @param stored the parameter as the workflow stores it
 * @returns undefined for a fixed value, and for an expression that reads several fields or other data
 */
export function onlyField(stored: unknown): FieldPath | undefined {
	if (typeof stored !== 'string' || !stored.startsWith('=')) return undefined;
	const found = [...stored.matchAll(FIELD)].map(([, steps = '']) => stepsOf(steps));
	const [first] = found;
	const isOnly = found.every((path) => path.join('\n') === first?.join('\n'));
	const reads = [...stored.matchAll(SOURCE)].length;
	return isOnly && reads === found.length ? first : undefined;
}

const stepsOf = (steps: string): FieldPath =>
	[...steps.matchAll(STEP)].map(([step, name]) => name ?? step.slice(2, -2));

/** Returns the expression for a step into what another one reads: `$json.ids.length` from `={{ $json.ids }}`. */
export const stepInto = (stored: string, step: string): string =>
	stored.slice(1).replace(/\s*\}\}$/, () => `${step} }}`);

/**
 * Returns the value of a field in an item.
 *
 * @returns undefined for anything but a plain value of the item itself, or an array of them, which n8n has to evaluate
 */
export function follow(
	path: FieldPath,
	json: IDataObject,
): PlainValue | readonly PlainValue[] | undefined {
	let at: unknown = json;
	// By index, because an iterator makes an object for each step.
	for (let step = 0; step < path.length; step += 1) {
		const name = elementAt(path, step);
		if (!isObject(at) || !Object.hasOwn(at, name)) return undefined;
		at = at[name];
	}
	return isPlain(at) || isPlainArray(at) ? at : undefined;
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

/** An empty array has no value to compare with n8n's. */
function isPlainArray(value: unknown): value is PlainValue[] {
	if (!Array.isArray(value) || value.length === 0) return false;
	for (const entry of value) if (!isPlain(entry)) return false;
	return true;
}

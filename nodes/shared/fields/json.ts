import { isObject } from '../util/isObject';
import { withoutFence } from '../checks/code';
import { InvalidInput } from '../util/invalidInput';
import { isRounded, jsonFault, parseJson } from '../util/parseJson';
import type { ItemReader } from '../operation/itemReader';

/**
 * Reads a parameter of type `json`: text, or the result of an expression. Blank text is an empty object. Whole numbers
 * beyond 2^53 become strings.
 *
 * @param example for the message
 * @throws {InvalidInput} with the label
 */
export function jsonObject(
	value: unknown,
	label: string,
	example = '{ "plan": "pro" }',
): Record<string, unknown> {
	if (typeof value === 'string' && value.trim() === '') return {};
	const parsed = typeof value === 'string' ? jsonValue(value, label) : value;
	if (isObject(parsed)) return parsed;
	throw new InvalidInput(
		`'${label}' is not a JSON object`,
		`Enter an object, such as ${example}, in '${label}'.`,
	);
}

/**
 * Parses JSON of the user. Ignores a code fence around it, which AI models write.
 *
 * @throws {InvalidInput} with the label and the parser's message
 */
export function jsonValue(text: string, label: string): unknown {
	const json = withoutFence(text);
	const parsed = parseJson(json, 'mayBeRounded');
	if (parsed !== undefined) return parsed;
	throw new InvalidInput(
		`'${label}' is not valid JSON`,
		`${jsonFault(json)}. Check quotes, commas and brackets in '${label}'.`,
	);
}

/**
 * Checks the numbers of a value that is sent as JSON. One that JavaScript has rounded gets a hint.
 *
 * @param seen objects that are already checked, because they may contain each other
 * @throws {InvalidInput} for infinity and NaN, which JSON would turn into null
 */
export function checkNumbers(
	value: unknown,
	label: string,
	item: ItemReader,
	seen = new Set<object>(),
): void {
	if (isRounded(value)) {
		item.note('roundedNumber', label, String(value));
	} else if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InvalidInput(
			`'${label}' contains ${value}, which JSON can't express`,
			`Check the number, or the expression that returns it, in '${label}'.`,
		);
	} else if (typeof value === 'object' && value !== null && !seen.has(value)) {
		seen.add(value);
		for (const inner of Object.values(value)) checkNumbers(inner, label, item, seen);
	}
}

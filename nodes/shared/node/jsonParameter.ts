import { isObject } from '../api/answers';
import { InvalidInput } from '../invalidInput';

/**
 * Reads a parameter of type `json`: text, or what an expression gives. A blank text is an empty object.
 *
 * @param example for the message
 * @throws {InvalidInput} naming the label and the place
 */
export function jsonObject(
	value: unknown,
	label: string,
	example = '{ "plan": "pro" }',
): Record<string, unknown> {
	if (typeof value === 'string' && value.trim() === '') return {};
	const parsed = typeof value === 'string' ? parseJson(value, label) : value;
	if (isObject(parsed)) return parsed;
	throw new InvalidInput(
		`'${label}' is not a JSON object`,
		`Enter an object, such as ${example}, in '${label}'.`,
	);
}

/** @throws {InvalidInput} naming the label and what the parser says */
export function parseJson(text: string, label: string): unknown {
	const parsed = attempt(text);
	if ('value' in parsed) return parsed.value;
	throw new InvalidInput(
		`'${label}' is not valid JSON`,
		`${parsed.reason}. Check quotes, commas and brackets in '${label}'.`,
	);
}

function attempt(text: string): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (thrown) {
		return { reason: thrown instanceof Error ? thrown.message : String(thrown) };
	}
}

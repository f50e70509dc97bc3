import { InvalidInput } from '../invalidInput';

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
export function refusePastedExpression(stored: unknown): void {
	if (typeof stored === 'string') {
		const pasted = stored.startsWith('=') ? undefined : EXPRESSION.exec(stored)?.[0];
		if (pasted === undefined) return;
		throw new InvalidInput(
			`"${pasted.slice(0, 80)}" is a text here, not an expression`,
			'Point at the field that holds it and switch it from Fixed to Expression.',
		);
	}
	if (typeof stored === 'object' && stored !== null) {
		Object.values(stored).forEach(refusePastedExpression);
	}
}

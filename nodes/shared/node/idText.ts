import { InvalidInput } from '../invalidInput';

/**
 * One ID as text, trimmed; empty for nothing. A number is taken as it is written.
 *
 * @param label of the parameter: `User ID`
 * @throws {InvalidInput} for what would become another ID without a word: a number that JavaScript has rounded, NaN,
 * true, an object, a list
 */
export function idText(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		const rounded = Number.isInteger(value) && !Number.isSafeInteger(value);
		if (Number.isFinite(value) && !rounded) return String(value);
		throw new InvalidInput(
			`'${label}' holds ${value}, a number that cannot be kept exactly`,
			'IDs this large must be texts: put them in quotes where they come from.',
		);
	}
	throw new InvalidInput(
		`'${label}' holds ${kindOf(value)} where an ID belongs`,
		`Check the expression in '${label}': it should give a text or a number.`,
	);
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `"${String(value)}" (${typeof value})`;
}

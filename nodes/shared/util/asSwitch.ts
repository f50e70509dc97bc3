import { InvalidInput } from './invalidInput';
import { describeValue } from './text';

/**
 * Returns whether something is on. Expressions often return `true` as a string.
 *
 * @param label of the parameter
 * @throws {InvalidInput} for anything else, such as the result of a mistyped expression
 */
export function asSwitch(value: unknown, label: string): boolean {
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new InvalidInput(
		`'${label}' is ${describeValue(value)}`,
		'Turn it on or off, or check that its expression returns true or false.',
	);
}

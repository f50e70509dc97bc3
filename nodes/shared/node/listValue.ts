import type { Noter } from '../checks/lists';
import { listEntries } from '../checks/lists';
import { InvalidInput } from '../invalidInput';

/** What can be compared with: Appcues' values are flat. */
export type Scalar = string | number | boolean | null;

/**
 * Returns the values of a list, see {@link listEntries}. Strings are trimmed and blanks dropped; what comes in an array
 * may hold commas and keeps its type.
 *
 * @param where what the message starts with: `Condition 2 in 'Conditions'`
 * @param noter where to note what may be several values in one
 * @throws {InvalidInput} for no values at all, and for objects and lists among them
 */
export function listOf(value: unknown, where: string, noter?: Noter): Scalar[] {
	const values = listEntries(value, where, noter).flatMap((entry) => {
		const known = scalar(entry, where);
		return known === undefined || known === '' ? [] : known;
	});
	if (values.length > 0) return values;
	throw new InvalidInput(
		`${where} names no value`,
		"Fill in its 'Value': a comma-separated list or an array.",
	);
}

/**
 * One value. An expression that gives nothing is taken for a mistyped one; only (un)equal can be compared with blanks.
 *
 * @throws {InvalidInput} for nothing, and for an object or a list
 */
export function single(value: unknown, where: string, sign: string): Scalar {
	const known = scalar(value, where);
	const blank = known === '' || known === null;
	if (known === undefined || (blank && sign !== '==' && sign !== '!=')) {
		throw new InvalidInput(
			`${where} has no 'Value'`,
			"Fill in its 'Value', or check the expression there.",
		);
	}
	return known;
}

function scalar(value: unknown, where: string): Scalar | undefined {
	if (value === undefined || value === null || typeof value === 'boolean') return value;
	if (typeof value === 'string' && !/^\s*\[object \w+\]\s*$/.test(value)) return value.trim();
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'bigint') return String(value);
	if (value instanceof Date) return value.toISOString();
	throw new InvalidInput(
		`${where} holds ${Array.isArray(value) ? 'a list' : `"${String(value)}"`} where one value belongs`,
		"Check the expression in its 'Value': it should give a text, a number, true or false.",
	);
}

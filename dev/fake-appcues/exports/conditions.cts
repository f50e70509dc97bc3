import { Problem } from '../model/problem.cjs';

/** A condition of an export or a query: field, operator, value. */
export type Condition = [field: string, operator: string, value: unknown];

/** An event as an export writes it. */
export type ExportRow = Readonly<Record<string, unknown>>;

type Test = (actual: unknown, value: unknown) => boolean;

const FIELDS = ['id', 'name', 'timestamp', 'user_id', 'account_id', 'group_id'];

const tests: Record<string, Test> = {
	'==': isSame,
	in: (actual, values) => Array.isArray(values) && values.some((value) => isSame(actual, value)),
	like: (actual, pattern) => isLike(actual, pattern, ''),
	ilike: (actual, pattern) => isLike(actual, pattern, 'i'),
	'<': (actual, value) => order(actual, value) < 0,
	'<=': (actual, value) => order(actual, value) <= 0,
	'>': (actual, value) => order(actual, value) > 0,
	'>=': (actual, value) => order(actual, value) >= 0,
};

const opposites: Record<string, string> = {
	'!=': '==',
	'not in': 'in',
	'not like': 'like',
	'not ilike': 'ilike',
};

/**
 * Returns whether a row meets all conditions. Only fields are checked, not values, so a wrong ID or a list in
 * the wrong place matches nothing. The operators work as in Appcues' analytics. That a number equals its string
 * is a guess (?).
 *
 * @throws a 400 that names a condition on an unknown field
 */
export function matcher(
	conditions: readonly Condition[],
	isField: (name: string) => boolean = isEventField,
): (row: ExportRow) => boolean {
	conditions.forEach(([field], i) => {
		if (isField(field)) return;
		throw new Problem(400, `body.conditions.${i}.0: '${field}' is not a field of an event`);
	});
	return (row) => conditions.every((condition) => meets(row, condition));
}

function isEventField(field: string): boolean {
	return FIELDS.includes(field) || /^(attributes|identity)\../.test(field);
}

function meets(row: ExportRow, [field, operator, value]: Condition): boolean {
	const opposite = opposites[operator];
	const holds = tests[opposite ?? operator]?.(fieldOf(row, field), value) ?? false;
	return opposite === undefined ? holds : !holds;
}

/** `attributes.a.b` is the attribute `a.b`, or `b` in the attribute `a`. */
function fieldOf(value: unknown, path: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	const known: Record<string, unknown> = { ...value };
	if (Object.hasOwn(known, path)) return known[path];
	const dot = path.indexOf('.');
	return dot < 0 ? undefined : fieldOf(known[path.slice(0, dot)], path.slice(dot + 1));
}

function isSame(a: unknown, b: unknown): boolean {
	if ([a, b].some((value) => typeof value === 'object' && value !== null)) return false;
	return String(a ?? null) === String(b ?? null);
}

function isLike(actual: unknown, pattern: unknown, flags: string): boolean {
	if (actual === undefined || actual === null) return false;
	const parts = String(pattern)
		.split('%')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, `s${flags}`).test(String(actual));
}

/** Returns a number below, at or above 0, comparing numbers as numbers. NaN when there is nothing to compare. */
export function order(a: unknown, b: unknown): number {
	if (a === undefined || a === null || b === null) return NaN;
	const difference = Number(a) - Number(b);
	if (!Number.isNaN(difference)) return difference;
	return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

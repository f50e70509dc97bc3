/**
 * An operator of a condition. Workflows store words, because n8n treats a stored string that starts with `=` as an
 * expression, and `==` would become `=`.
 */
interface Operator {
	/** Stored in workflows, so it never changes. */
	value: string;
	/** In the dropdown. */
	name: string;
	description?: string;
	/** Appcues' name for it. */
	sign: string;
}

/** No source says whether Appcues accepts it. */
const UNDOCUMENTED = "Appcues doesn't document this operator";

/** In the order of the dropdown. */
export const OPERATORS: readonly Operator[] = [
	{ value: 'equals', name: 'Equals', sign: '==' },
	{ value: 'gt', name: 'Greater Than', description: UNDOCUMENTED, sign: '>' },
	{ value: 'gte', name: 'Greater Than or Equal', description: UNDOCUMENTED, sign: '>=' },
	{ value: 'in', name: 'In', description: 'One of several values', sign: 'in' },
	{ value: 'lt', name: 'Less Than', description: UNDOCUMENTED, sign: '<' },
	{ value: 'lte', name: 'Less Than or Equal', description: UNDOCUMENTED, sign: '<=' },
	{ value: 'like', name: 'Like', description: 'Use % as a wildcard', sign: 'like' },
	{
		value: 'ilike',
		name: 'Like (Ignoring Case)',
		description: 'Use % as a wildcard',
		sign: 'ilike',
	},
	{ value: 'notEquals', name: 'Not Equals', sign: '!=' },
	{ value: 'notIn', name: 'Not In', description: 'None of several values', sign: 'not in' },
	{ value: 'notLike', name: 'Not Like', description: 'Use % as a wildcard', sign: 'not like' },
	{
		value: 'notIlike',
		name: 'Not Like (Ignoring Case)',
		description: 'Use % as a wildcard',
		sign: 'not ilike',
	},
];

/** Returns Appcues' operator for a stored word or for the operator itself; undefined for anything else. */
export function conditionSign(operator: unknown): string | undefined {
	if (typeof operator !== 'string') return undefined;
	const given = operator.trim().toLowerCase().replace(/\s+/g, ' ');
	return OPERATORS.find(({ value, sign }) => value.toLowerCase() === given || sign === given)?.sign;
}

/** Returns whether an operator compares with several values. */
export const takesList = (sign: string): boolean => sign === 'in' || sign === 'not in';

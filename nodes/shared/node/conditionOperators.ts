/**
 * The operators of a condition. What a workflow stores are words: n8n takes a stored text that starts with `=` for an
 * expression, so that `==` would arrive as `=`.
 */
interface Operator {
	/** Stored in saved workflows: never changes. */
	value: string;
	/** In the dropdown. */
	name: string;
	description?: string;
	/** Appcues' own. */
	sign: string;
}

/** Sent as it is: no source says whether Appcues takes it. */
const UNDOCUMENTED = "Appcues doesn't document this operator";

/** In the order of the dropdown. */
export const OPERATORS: readonly Operator[] = [
	{ value: 'equals', name: 'Equals', sign: '==' },
	{ value: 'gt', name: 'Greater Than', description: UNDOCUMENTED, sign: '>' },
	{ value: 'gte', name: 'Greater Than or Equal', description: UNDOCUMENTED, sign: '>=' },
	{ value: 'in', name: 'In', description: 'One of several values', sign: 'in' },
	{ value: 'lt', name: 'Less Than', description: UNDOCUMENTED, sign: '<' },
	{ value: 'lte', name: 'Less Than or Equal', description: UNDOCUMENTED, sign: '<=' },
	{ value: 'like', name: 'Like', description: 'With % for any text', sign: 'like' },
	{
		value: 'ilike',
		name: 'Like (Ignoring Case)',
		description: 'With % for any text',
		sign: 'ilike',
	},
	{ value: 'notEquals', name: 'Not Equals', sign: '!=' },
	{ value: 'notIn', name: 'Not In', description: 'None of several values', sign: 'not in' },
	{ value: 'notLike', name: 'Not Like', description: 'With % for any text', sign: 'not like' },
	{
		value: 'notIlike',
		name: 'Not Like (Ignoring Case)',
		description: 'With % for any text',
		sign: 'not ilike',
	},
];

/** Appcues' sign for a word or for the sign itself; undefined for anything else. */
export function conditionSign(operator: unknown): string | undefined {
	if (typeof operator !== 'string') return undefined;
	const given = operator.trim().toLowerCase().replace(/\s+/g, ' ');
	return OPERATORS.find(({ value, sign }) => value.toLowerCase() === given || sign === given)?.sign;
}

/** Whether an operator compares with a list of values. */
export const takesList = (sign: string): boolean => sign === 'in' || sign === 'not in';

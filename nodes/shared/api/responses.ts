import type { ErrorContext } from './appcuesError';
import { unexpectedBodyError } from './errorMessages';
import type { ApiResponse } from './client';
import { isObject } from '../util/isObject';

/**
 * Returns a response's body if it has the expected type.
 *
 * @param expected the type in the message: `a segment`
 * @throws {AppcuesError} that quotes the start of any other body
 */
export function expectBody<T>(
	response: ApiResponse,
	is: (value: unknown) => value is T,
	expected: string,
	context: ErrorContext = {},
): T {
	if (is(response.body)) return response.body;
	throw unexpectedBodyError(quotable(response.body), expected, response, context);
}

/**
 * Returns the list in a body: the body itself, as Appcues sends lists, or the only array in an object around it. Any
 * other body is returned as it is, and so is a refusal that was sent with the status 200.
 */
export function listIn(body: unknown): unknown {
	if (!isObject(body) || body.error || Number(body.status) >= 400) return body;
	const arrays = Object.entries(body).filter(([, value]) => Array.isArray(value));
	const [[key, list] = ['', body]] = arrays;
	return arrays.length === 1 && !REFUSAL_KEYS.test(key) ? list : body;
}

/** Arrays that say what is wrong with a request. */
const REFUSAL_KEYS = /^(?:error|detail|warning)(?:s|_?messages?)?$/i;

/**
 * Returns the array in a response, bare or wrapped (see {@link listIn}).
 *
 * @throws {AppcuesError} for anything else, and for a row that isn't a `T`
 */
export function expectList<T>(
	response: ApiResponse,
	is: (value: unknown) => value is T,
	expected: string,
	context: ErrorContext = {},
): T[] {
	const list = listIn(response.body);
	if (Array.isArray(list) && list.every(is)) return list;
	throw unexpectedBodyError(quotable(response.body), `an array of ${expected}`, response, context);
}

function quotable(body: unknown): string {
	return body === undefined ? '' : JSON.stringify(body);
}

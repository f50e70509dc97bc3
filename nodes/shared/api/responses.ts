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
 * Returns the array in a body: the body itself, or the only array in an object. Returns any other body as it is.
 */
export function listIn(body: unknown): unknown {
	// A 200 can contain an error, which isn't an empty list.
	if (!isObject(body) || body.error) return body;
	const arrays = Object.values(body).filter((value) => Array.isArray(value));
	return arrays.length === 1 ? arrays[0] : body;
}

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

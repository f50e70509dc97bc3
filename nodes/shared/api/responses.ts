import type { ErrorContext } from './appcuesError';
import { unexpectedBodyError } from './errorMessages';
import type { ApiResponse } from './client';
import { isObject } from '../util/isObject';

/**
 * @param expected what belongs there, for the message: `a segment`
 * @throws {AppcuesError} that quotes the start of what came instead
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
 * other body is returned as it is.
 */
export function listIn(body: unknown): unknown {
	// A refusal in an answer of 200 is no empty list.
	if (!isObject(body) || body.error) return body;
	const arrays = Object.values(body).filter((value) => Array.isArray(value));
	return arrays.length === 1 ? arrays[0] : body;
}

/**
 * Takes a list, bare or wrapped (see {@link listIn}).
 *
 * @throws {AppcuesError} for anything else, and for a row that is no `T`
 */
export function expectList<T>(
	response: ApiResponse,
	is: (value: unknown) => value is T,
	expected: string,
	context: ErrorContext = {},
): T[] {
	const list = listIn(response.body);
	if (Array.isArray(list) && list.every(is)) return list;
	throw unexpectedBodyError(quotable(response.body), `a list of ${expected}`, response, context);
}

function quotable(body: unknown): string {
	return body === undefined ? '' : JSON.stringify(body);
}

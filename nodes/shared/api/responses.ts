import type { Wording } from './appcuesError';
import { explainBody } from './errorMessages';
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
	wording: Wording = {},
): T {
	if (is(response.body)) return response.body;
	throw explainBody(quotable(response.body), expected, response, wording);
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
	wording: Wording = {},
): T[] {
	const list = listIn(response.body);
	if (Array.isArray(list) && list.every(is)) return list;
	throw explainBody(quotable(response.body), `a list of ${expected}`, response, wording);
}

function quotable(body: unknown): string {
	return body === undefined ? '' : JSON.stringify(body);
}

import type { Wording } from './appcuesError';
import { explainBody } from './explain';
import type { ApiResponse } from './client';

/** Checks that a successful answer is what it claims to be, before anyone relies on it. */

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

/** Appcues lists are bare arrays. @throws {AppcuesError} for anything else, and for a row that is no `T` */
export function expectList<T>(
	response: ApiResponse,
	is: (value: unknown) => value is T,
	expected: string,
	wording: Wording = {},
): T[] {
	const { body } = response;
	if (Array.isArray(body) && body.every(is)) return body;
	throw explainBody(quotable(body), `a list of ${expected}`, response, wording);
}

function quotable(body: unknown): string {
	return body === undefined ? '' : JSON.stringify(body);
}

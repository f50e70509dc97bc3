import type { ApiResponse } from '../../nodes/shared/api/client';

/** An answer of Appcues, whatever its status, before anyone has made sense of it. */
export interface Answer extends ApiResponse {
	bytes: Buffer;
	/** Whether the body is JSON; else `body` is undefined. */
	isJson: boolean;
}

/** The status and the shape of an answer, without the data in it: `404 {error, status, title, detail}`. */
export function describeAnswer({ status, body, bytes, isJson, headers }: Answer): string {
	if (bytes.length === 0) return `${status}, empty`;
	if (!isJson) return `${status}, ${String(headers['content-type'] ?? 'no Content-Type')}, no JSON`;
	return `${status} ${shape(body)}`;
}

/** What kind of value it is, for the report: `a list of 3`, `{id, name}`, `text`. */
export function shape(value: unknown): string {
	if (value === null) return 'null';
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object') return `{${Object.keys(value).join(', ')}}`;
	return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

/** Whether it is one of the statuses of a success. */
export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

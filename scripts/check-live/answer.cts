import type { ApiResponse } from '../../nodes/shared/api/client';

/** A response of Appcues with any status, before it is interpreted. */
export interface Answer extends ApiResponse {
	bytes: Buffer;
	/** Whether the body is JSON. Otherwise `body` is undefined. */
	isJson: boolean;
}

/** Returns the status and the shape of a response, without its data: `404 {error, status, title, detail}`. */
export function describeAnswer({ status, body, bytes, isJson, headers }: Answer): string {
	if (bytes.length === 0) return `${status}, empty`;
	if (!isJson)
		return `${status}, ${String(headers['content-type'] ?? 'no Content-Type')}, not JSON`;
	return `${status} ${shape(body)}`;
}

/** Returns the kind of a value, for the report: `an array of 3`, `{id, name}`, `a string`. */
export function shape(value: unknown): string {
	if (value === null) return 'null';
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `an array of ${value.length}`;
	if (typeof value === 'object') return `{${Object.keys(value).join(', ')}}`;
	return typeof value === 'string' ? 'a string' : `a ${typeof value}`;
}

/** Returns whether the status means success. */
export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

import type { IncomingMessage } from 'node:http';

/** What the fake remembers of a download. No query: a presigned one is a credential. */
export interface DownloadEntry {
	/** Arrival, on the fake's clock. */
	at: number;
	method: string;
	/** As it came, percent-encoded. */
	path: string;
	/** `path`, percent-decoded once. */
	pathname: string;
	/** Without `authorization` and `cookie`. */
	headers: Record<string, string | string[] | undefined>;
	/** Whether credentials came along, which they must not. */
	authorization: 'present' | 'absent';
	/** The status answered; undefined when the connection was cut instead. */
	status: number | undefined;
}

/** @returns the entry of a download that is not answered yet */
export function downloadEntry(request: IncomingMessage, at: number): DownloadEntry {
	const { authorization, cookie, ...headers } = request.headers;
	const [path = ''] = (request.url ?? '').split('?', 1);
	return {
		at,
		method: request.method ?? '',
		path,
		pathname: decoded(path),
		headers,
		authorization: authorization === undefined && cookie === undefined ? 'absent' : 'present',
		status: undefined,
	};
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

import type { IncomingMessage } from 'node:http';

/** A download that the fake remembers. It has no query, because a presigned query is a credential. */
export interface DownloadEntry {
	/** When it arrived, on the fake's clock. */
	at: number;
	method: string;
	/** As received, percent-encoded. */
	path: string;
	/** `path`, percent-decoded once. */
	pathname: string;
	/** Without `authorization` and `cookie`. */
	headers: Record<string, string | string[] | undefined>;
	/** Whether the request had credentials, which it must not have. */
	authorization: 'present' | 'absent';
	/** The response status, or undefined when the connection was cut instead. */
	status: number | undefined;
}

/** Returns the log entry of a download that has no response yet. */
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

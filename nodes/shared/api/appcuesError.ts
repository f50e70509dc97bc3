import type { Redact } from './redact';

/** What is known about a request. Never contains a key, a secret or a query string. */
export interface RequestInfo {
	method: string;
	/** Starts with `/v2`, without the host. */
	path: string;
	/** The server's name, for messages about its certificate. */
	host?: string;
	status?: number;
	attempts: number;
	/** The timeout of each attempt, in milliseconds. */
	timeoutMs?: number;
	/** Appcues may have processed an earlier attempt. */
	mayHaveSucceeded?: boolean;
}

/** What an error message about a request needs. */
export interface Exchange {
	info: RequestInfo;
	/** Removes secrets from what the server says. */
	redact: Redact;
}

/** A request that Appcues didn't process, or whose result is unknown. The message is for users. */
export class AppcuesError extends Error {
	constructor(
		message: string,
		/** What Appcues said, which request it was, and what to do, one line each. */
		readonly description: string,
		readonly info: RequestInfo,
	) {
		super(message);
		this.name = 'AppcuesError';
	}
}

/** Adds a line to an error's description. */
export function withNote({ message, description, info }: AppcuesError, note: string): AppcuesError {
	return new AppcuesError(message, `${description}\n${note}`, info);
}

/** What the caller knows about the request, for error messages. */
export interface ErrorContext {
	/** What a 404 means: `segment with the ID "abc"`. */
	subject?: string;
	/** For a request that isn't idempotent: how to find out whether Appcues processed it. */
	howToCheck?: string;
	/** The response may contain a secret, so messages never quote it. */
	secret?: boolean;
}

import type { Redact } from './redact';

/** What is known of a request that did not succeed. Never holds a key, a secret or a query string. */
export interface RequestInfo {
	method: string;
	/** From `/v2` on, without the host. */
	path: string;
	/** The name of the server, for what is wrong with its certificate. */
	host?: string;
	status?: number;
	/** How often it was sent. */
	attempts: number;
	/** How long each sending was given, in milliseconds. */
	timeoutMs?: number;
	/** It was sent before, and that may have been carried out. */
	mayHaveSucceeded?: boolean;
}

/** What a message about a request needs to know. */
export interface Exchange {
	info: RequestInfo;
	/** For whatever the server says. */
	redact: Redact;
}

/** A request that Appcues did not carry out, or whose outcome cannot be known, told for the user. */
export class AppcuesError extends Error {
	constructor(
		message: string,
		/** What Appcues said, which request it was, and what to do, a line each. */
		readonly description: string,
		readonly info: RequestInfo,
	) {
		super(message);
		this.name = 'AppcuesError';
	}
}

/** The same, with one more line about what a user should know. */
export function withNote({ message, description, info }: AppcuesError, note: string): AppcuesError {
	return new AppcuesError(message, `${description}\n${note}`, info);
}

/** What the caller knows about the request, for the message. */
export interface ErrorContext {
	/** What a 404 means: `segment with the ID "abc"`. */
	subject?: string;
	/** For a request that must not be repeated blindly: how to find out whether it was carried out. */
	howToCheck?: string;
	/** Whether the answer holds something secret, so that none of it is ever quoted. */
	secret?: boolean;
}

import { STATUS_CODES } from 'node:http';

/** Title of the 500 that says the fake, not its caller, is wrong. */
export const BROKEN_CONTRACT = 'Fake Appcues broke its own contract';

/** Appcues' error body. */
export interface ErrorEnvelope {
	error: true;
	status: number;
	title: string;
	detail: string;
}

/** @returns Appcues' error body, titled with the standard words of the status. */
export function errorEnvelope(
	status: number,
	detail: string,
	title = STATUS_CODES[status] ?? 'Error',
): ErrorEnvelope {
	return { error: true, status, title, detail };
}

/** Thrown wherever a request is refused; ends as an error envelope. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly detail: string,
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(detail);
	}
}

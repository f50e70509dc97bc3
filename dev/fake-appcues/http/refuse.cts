import type { ErrorRequestHandler } from 'express';
import { error } from 'express-openapi-validator';

import { errorEnvelope, Problem } from '../model/problem.cjs';
import { exchangeOf } from './exchange.cjs';

/** Turns whatever was thrown into Appcues' error envelope. */
export const refuse: ErrorRequestHandler = (thrown, request, response, _next) => {
	// The client disconnected while it was being read, so there is nobody to respond to.
	if (response.headersSent || (request.destroyed && !request.complete)) {
		response.destroy();
		return;
	}
	const problem = thrown instanceof Problem ? thrown : fromValidator(thrown);
	if (!problem) {
		exchangeOf(request).violation = thrown instanceof Error ? thrown.message : String(thrown);
		response.status(500).json(undefined);
		return;
	}
	const { status, detail, headers } = problem;
	response.status(status).set(headers).json(errorEnvelope(status, detail));
};

/** Returns the validator's refusal in Appcues' form, or undefined for anything unexpected. */
function fromValidator(thrown: unknown): Problem | undefined {
	if (thrown instanceof error.UnsupportedMediaType) return new Problem(415, thrown.message);
	if (!(thrown instanceof error.BadRequest)) return undefined;
	const named = thrown.errors.map(({ path, message }) => `${fieldName(path)}: ${message}`);
	return new Problem(400, named.join('; '));
}

/** `/body/user_ids/3` → `body.user_ids.3` */
function fieldName(path: string): string {
	return path.replace(/^\//, '').replaceAll('/', '.');
}

import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { exchangeOf } from './exchange.cjs';
import { Problem } from './problem.cjs';

/** What the validator does not see to: bodies that are missing, unreadable, or not asked for. */
export const checkBody: RequestHandler = (request, _response, next) => {
	const { entry, bodyProblem } = exchangeOf(request);
	const takesBody = operationOf(request)?.takesBody;
	if (!takesBody && entry.bodyBytes > 0) {
		throw new Problem(400, 'body: the operation takes none');
	}
	if (takesBody && entry.bodyBytes === 0) throw new Problem(400, 'body: is required');
	if (bodyProblem) throw bodyProblem;
	next();
};

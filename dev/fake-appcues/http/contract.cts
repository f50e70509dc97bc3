import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { error, middleware } from 'express-openapi-validator';
import { join } from 'node:path';
import { exchangeOf } from './exchange.cjs';
import { Problem } from '../model/problem.cjs';

/** The document that every request and every answer is held against. */
export const CONTRACT_PATH = join(__dirname, '../../../docs/appcues-openapi.yaml');

/** The operation a request asks for. */
export interface MatchedOperation {
	operationId: string;
	/** Percent-decoded, once. */
	pathParams: Record<string, string>;
	takesBody: boolean;
	/** Whether it is one of the analytics routes, which are limited and counted in a way of their own. */
	isAnalytics: boolean;
	/** Whether it has an answer of that status and media type. */
	answers(status: number, type: string): boolean;
}

/** The validator, taken apart so that rate limit and credentials come before the body's turn. */
export interface Contract {
	/** Finds the operation; a request without one is noted for `refuseUnknownRoute`. */
	findOperation: RequestHandler;
	/** Checks the JSON answers of all later steps, refusals included. */
	checkAnswers: RequestHandler;
	/** Checks path, query and body; throws a 400 or 415 of the validator's. */
	checkRequest: RequestHandler;
}

type Stage = ReturnType<typeof middleware>[number];

/** Loads the contract. Costs a good part of a second, so fakes of one process share one. */
export function loadContract(): Contract {
	const stages = middleware({
		apiSpec: CONTRACT_PATH,
		validateRequests: { coerceTypes: false, allowUnknownQueryParameters: false },
		validateResponses: {
			coerceTypes: false,
			// Noted instead of thrown: the validator's own way to throw from res.json would call next()
			// a second time. `deliver` sees the note and sends a loud 500 in place of the answer.
			onError: (broken, _body, request) => {
				exchangeOf(request).violation = broken.message;
			},
		},
		// Credentials are checked by authenticate.cts, bodies are read by receive.cts.
		validateSecurity: false,
		fileUploader: false,
	});
	const readParams = stage(stages, 'pathParamsMiddleware');
	const readOperation = stage(stages, 'metadataMiddleware');
	return {
		checkAnswers: stage(stages, 'responseMiddleware'),
		checkRequest: stage(stages, 'requestMiddleware'),
		findOperation: (request, response, next) => {
			const found = (problem?: unknown) => noteOperation(request, problem, next);
			readParams(request, response, (problem?: unknown) => {
				if (problem) found(problem);
				else readOperation(request, response, found);
			});
		},
	};
}

/** @returns the operation of a request, once `findOperation` ran; undefined for an unknown route */
export function operationOf(request: Request): MatchedOperation | undefined {
	if (!('openapi' in request)) return undefined;
	const { openapi } = request as { openapi?: MetadataOfValidator };
	if (!openapi) return undefined;
	// For an operation without a body the validator makes up an empty requestBody.
	const { operationId, requestBody, tags, responses } = openapi.schema;
	return {
		operationId,
		pathParams: openapi.pathParams,
		takesBody: requestBody?.content !== undefined,
		isAnalytics: tags.includes('Analytics'),
		answers: (status, type) => responses[status]?.content?.[type] !== undefined,
	};
}

/** Ends requests that the contract does not know, now that faults had their turn. */
export function refuseUnknownRoute(request: Request, _response: Response, next: NextFunction) {
	const { routeProblem } = exchangeOf(request);
	if (routeProblem) return next(routeProblem);
	if (!operationOf(request)) throw unknownRoute(request);
	next();
}

/** What the validator leaves on a request; its own types leave out the schema's fields. */
interface MetadataOfValidator {
	pathParams: Record<string, string>;
	schema: {
		operationId: string;
		tags: string[];
		requestBody?: { content?: object };
		responses: Record<number, { content?: Record<string, object> }>;
	};
}

function noteOperation(request: Request, problem: unknown, next: NextFunction): void {
	const exchange = exchangeOf(request);
	exchange.routeProblem = routeProblem(request, problem);
	if (exchange.entry.path.endsWith('/')) {
		// The validator takes `segments/` for `segments`, which would hide an empty segment ID.
		Reflect.deleteProperty(request, 'openapi');
		exchange.routeProblem = unknownRoute(request);
	}
	exchange.entry.operation = operationOf(request)?.operationId;
	next();
}

/** Says the validator's refusals in our words; anything else is a bug and stays what it is. */
function routeProblem(request: Request, thrown: unknown): unknown {
	const { method, path } = exchangeOf(request).entry;
	if (thrown instanceof error.NotFound) return unknownRoute(request);
	if (thrown instanceof error.BadRequest) return new Problem(400, 'path: is badly percent-encoded');
	if (!(thrown instanceof error.MethodNotAllowed)) return thrown;
	const { Allow = '' } = thrown.headers ?? {};
	const detail = `${method} ${path} is unknown to the contract, which has ${Allow} there`;
	return new Problem(405, detail, { Allow });
}

function unknownRoute(request: Request): Problem {
	const { method, path } = exchangeOf(request).entry;
	return new Problem(404, `${method} ${path} is unknown to the contract`);
}

/** The validator's steps have names, kept on purpose for stack traces; loud if they change. */
function stage(stages: Stage[], name: string): Stage {
	const found = stages.find((candidate) => candidate.name === name);
	if (!found) throw new Error(`express-openapi-validator has no '${name}' any more`);
	return found;
}

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { error, middleware } from 'express-openapi-validator';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { exchangeOf } from './exchange.cjs';
import { Problem } from '../model/problem.cjs';

/** The document that every request and every response is checked against. */
export const CONTRACT_PATH = join(__dirname, '../../../docs/appcues-openapi.yaml');

/** The operation that a request calls. */
export interface MatchedOperation {
	operationId: string;
	/** Percent-decoded, once. */
	pathParams: Record<string, string>;
	takesBody: boolean;
	/** Whether it is one of the analytics routes, which have their own limits and counts. */
	isAnalytics: boolean;
	/** Whether it has a response with that status and media type. */
	answers(status: number, type: string): boolean;
}

/** The validator, split up so that rate limit and credentials are checked before the body. */
export interface Contract {
	/** Finds the operation. A request without one is noted for `refuseUnknownRoute`. */
	findOperation: RequestHandler;
	/** Checks the JSON responses of all later steps, including refusals. */
	checkAnswers: RequestHandler;
	/** Checks path, query and body. Throws the validator's 400 or 415. */
	checkRequest: RequestHandler;
}

type Stage = ReturnType<typeof middleware>[number];

const STAGES = Symbol.for('n8n-nodes-appcues: the validator of the contract');

/**
 * Returns the validator's steps. Loading them and checking the first request of each route takes a second, so all fakes
 * of a process share them, and all test files, although each of those has its own copy of this module.
 */
function sharedStages(): Stage[] {
	const shared = globalThis as { [STAGES]?: { stages: Stage[]; version: number } };
	const version = statSync(CONTRACT_PATH).mtimeMs;
	if (shared[STAGES]?.version !== version) shared[STAGES] = { stages: loadStages(), version };
	return shared[STAGES].stages;
}

function loadStages(): Stage[] {
	return middleware({
		apiSpec: CONTRACT_PATH,
		validateRequests: { coerceTypes: false, allowUnknownQueryParameters: false },
		validateResponses: {
			coerceTypes: false,
			// Noted instead of thrown: the validator throws from res.json, which would call next() a second
			// time. `deliver` sees the note and sends a 500 instead of the response.
			onError: (broken, _body, request) => {
				exchangeOf(request).violation = broken.message;
			},
		},
		// Credentials are checked by authenticate.cts, bodies are read by receive.cts.
		validateSecurity: false,
		fileUploader: false,
	});
}

export function loadContract(): Contract {
	const stages = sharedStages();
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

/** Returns the operation of a request once `findOperation` has run, or undefined for an unknown route. */
export function operationOf(request: Request): MatchedOperation | undefined {
	if (!('openapi' in request)) return undefined;
	const { openapi } = request as { openapi?: MetadataOfValidator };
	if (!openapi) return undefined;
	// The validator adds an empty requestBody to an operation without a body.
	const { operationId, requestBody, tags, responses } = openapi.schema;
	return {
		operationId,
		pathParams: openapi.pathParams,
		takesBody: requestBody?.content !== undefined,
		isAnalytics: tags.includes('Analytics'),
		answers: (status, type) => responses[status]?.content?.[type] !== undefined,
	};
}

/** Ends requests that the contract doesn't know, after faults have been applied. */
export function refuseUnknownRoute(request: Request, _response: Response, next: NextFunction) {
	const { routeProblem } = exchangeOf(request);
	if (routeProblem) return next(routeProblem);
	if (!operationOf(request)) throw unknownRoute(request);
	next();
}

/** What the validator attaches to a request. Its own types leave out the schema's fields. */
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
		// The validator treats `segments/` as `segments`, which would hide an empty segment ID.
		Reflect.deleteProperty(request, 'openapi');
		exchange.routeProblem = unknownRoute(request);
	}
	exchange.entry.operation = operationOf(request)?.operationId;
	next();
}

/** Translates the validator's refusals into the fake's wording. Anything else is a bug and stays as it is. */
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

/** The validator's steps have names, kept on purpose for stack traces. Throws if they change. */
function stage(stages: Stage[], name: string): Stage {
	const found = stages.find((candidate) => candidate.name === name);
	if (!found) throw new Error(`express-openapi-validator doesn't have '${name}' any more`);
	return found;
}

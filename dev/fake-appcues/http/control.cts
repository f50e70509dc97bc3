import type { ErrorRequestHandler, Router } from 'express';
import express from 'express';

import { snapshot } from './snapshot.cjs';
import type { Settings } from '../model/settings.cjs';
import { settingsIn } from '../model/settings.cjs';
import type { FakeState } from '../state.cjs';
import type { Fault } from '../model/fault.cjs';
import { errorEnvelope } from '../model/problem.cjs';

/**
 * The remote control under `/__fake/`, for a fake in its own process. JSON in and out, no credentials, no log,
 * not part of the contract.
 * - `GET state`: what each account holds, the last requests and downloads, counts, violations and settings.
 * - `POST reset`: back to the start.
 * - `POST faults`: one fault, as `fault()` takes it. `pathPattern` (the source of a RegExp) can
 *   replace `path`, and `"times": "always"` means Infinity.
 * - `PUT settings`: any of `settings.cts`. Responds with all of them.
 */
export function control(fake: FakeState): Router {
	const router = express.Router();
	router.use(express.json());
	router.get('/state', (_request, response) => {
		response.json(snapshot(fake));
	});
	router.post('/reset', (_request, response) => {
		fake.reset();
		response.json({ ok: true });
	});
	router.post('/faults', (request, response) => {
		fake.fault(parseFault(request.body));
		response.status(201).json({ ok: true });
	});
	router.put('/settings', (request, response) => {
		Object.assign(fake, parseSettings(request.body));
		response.json(settingsIn(fake));
	});
	router.use((request, response) => {
		const detail = `the remote control has no ${request.method} ${request.originalUrl}`;
		response.status(404).json(errorEnvelope(404, detail));
	});
	router.use(refuseInput);
	return router;
}

const refuseInput: ErrorRequestHandler = (thrown, _request, response, _next) => {
	const detail = thrown instanceof Error ? thrown.message : String(thrown);
	response.status(400).json(errorEnvelope(400, detail));
};

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && value >= 0;
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isOneOf =
	(...words: string[]): Check =>
	(value) =>
		typeof value === 'string' && words.includes(value);

const FAULT_FIELDS: Record<string, Check> = {
	method: isText,
	path: isText,
	pathPattern: isText,
	times: (value) => value === 'always' || isNumber(value),
	status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
	body: () => true,
	headers: (value) => isObject(value) && Object.values(value).every(isText),
	delayMs: isNumber,
	reset: isOneOf('before', 'after', 'mid-body'),
	garbage: isOneOf('html', 'truncated-json', 'empty', 'wrong-type'),
	trickle: isNumber,
	applied: isFlag,
	expired: isFlag,
};

const SETTINGS: Record<keyof Settings, Check> = {
	jobDuration: isNumber,
	rateLimit: isNumber,
	retryAfter: isOneOf('analytics', 'all', 'none'),
	analyticsWindow: isOneOf('second', 'minute'),
	analyticsPerMinute: isNumber,
	exportSlots: isNumber,
	fullQueue: isOneOf('accept', 'refuse'),
	badCredentials: (value) => value === 400 || value === 401 || value === 403,
	listShape: isOneOf('array', 'wrapped'),
	hiddenPolls: isNumber,
	bodyLimit: isNumber,
	importLimit: isNumber,
	keepRows: isFlag,
	unknownUser: isOneOf('notFound', 'empty'),
	activityStatus: (value) => value === 200 || value === 202,
	groupUsersAnswer: isOneOf('ok', 'job'),
	rulesShape: isOneOf('array', 'object'),
	exportFile: isOneOf('asked', 'csv', 'ndjson', 'array'),
	analyticsFile: isOneOf('array', 'ndjson', 'csv'),
	nestedAs: isOneOf('object', 'text'),
	rawColumns: isOneOf('all', 'verified'),
	metricValues: isOneOf('number', 'text'),
	checklistItemField: isOneOf('checklist_item_id', 'item_id'),
	linkLifetime: isNumber,
	exportEncoding: isOneOf('plain', 'gzip', 'zip'),
	exportRows: isNumber,
};

/** Returns the fault that a JSON body describes. @throws an Error that names an invalid field */
export function parseFault(input: unknown): Fault {
	const { path, pathPattern, times, ...rest } = checkedFields(input, FAULT_FIELDS);
	if ((path === undefined) === (pathPattern === undefined)) {
		throw new Error('a fault needs path or pathPattern');
	}
	return {
		...rest,
		path: path === undefined ? new RegExp(String(pathPattern)) : String(path),
		times: times === 'always' ? Infinity : Number(times ?? 1),
	};
}

/** Returns the settings in a JSON body. @throws an Error that names an invalid field */
export function parseSettings(input: unknown): Partial<Settings> {
	return checkedFields(input, SETTINGS);
}

function checkedFields(input: unknown, checks: Record<string, Check>): Record<string, unknown> {
	if (!isObject(input)) throw new Error('a JSON object is required');
	for (const [name, value] of Object.entries(input)) {
		const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
		if (!check)
			throw new Error(`unknown field '${name}'; known: ${Object.keys(checks).join(', ')}`);
		if (!check(value)) throw new Error(`field '${name}' has an invalid value`);
	}
	return { ...input };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import express, { type ErrorRequestHandler, type Router } from 'express';
import { parseFault, parseSettings } from './controlInput.cjs';
import { errorEnvelope } from './problem.cjs';
import { snapshot } from './snapshot.cjs';
import { settingsIn } from './settings.cjs';
import type { FakeState } from './state.cjs';

/**
 * The remote control under `/__fake/`, for a fake in its own process. JSON in and out; no credentials,
 * no log, no part of the contract.
 *
 * - `GET state`: what each account holds; the last requests and downloads; counts; violations; settings.
 * - `POST reset`: back to the start.
 * - `POST faults`: one fault, as `fault()` takes it; `pathPattern` (the source of a RegExp) may stand
 *   for `path`, and `"times": "always"` for Infinity.
 * - `PUT settings`: any of `settings.cts`; answers with all of them.
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

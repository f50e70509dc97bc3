/**
 * n8n-core reads the settings of its log when it is loaded, so it is loaded for this file alone.
 *
 * @jest-environment node
 */
import { atLeast, entryOf } from '../../dev/elements.cjs';
import { logLines } from '../../dev/engine/logToFile.cjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { addUsers, create, json, PLACES, refused, type Answer } from '../support/echoes.cjs';
import { leaksIn, secret, writing, written } from '../support/secrets.cjs';

const appcues = useAppcues();
useFastTime();

let answer: Answer = (response) => response.end();
let echo = '';
const server = createServer((request, response) => {
	request.resume();
	answer(response, echo, request);
});
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

let linesBefore = 0;
beforeEach(() => {
	linesBefore = logLines().length;
});

const onError = fc.constantFrom(undefined, 'continueRegularOutput', 'continueErrorOutput');

describe('what a server echoes', () => {
	it.each(Object.keys(PLACES))(
		'in %s never appears in a message, a hint, the output or the log',
		async (name) => {
			const place = entryOf(PLACES, name);
			({ answer } = place);
			const logged: string[] = [];
			const example = fc.record({
				key: secret,
				hidden: secret,
				webhook: secret,
				which: fc.constantFrom('key', 'hidden', 'webhook', 'basic'),
				how: writing,
				cut: fc.tuple(fc.nat(20), fc.nat(20)),
				onError,
			});
			await fc.assert(
				fc.asyncProperty(example, async ({ key, hidden, webhook, which, how, cut, ...rest }) => {
					const basic = Buffer.from(`${key}:${hidden}`).toString('base64');
					const whole = written({ key, hidden, webhook, basic }[which], how);
					echo = whole.slice(cut[0], cut[1] === 0 ? undefined : -cut[1]);
					const keys = { apiKey: key, apiSecret: hidden, webhookSecret: webhook };
					const run = await appcues.run({
						...place.node,
						...rest,
						credentials: appcues.credentials({ baseUrl: url(), ...keys }),
					});
					const secrets = [key, hidden, webhook, basic];
					logged.push(...secrets);
					const { message = '', description = '' } = run.error ?? {};
					const shown = [message, description, run.everything, ...run.hints].join('\n');
					expect(leaksIn(shown, secrets)).toEqual([]);
				}),
				{ numRuns: 15 },
			);
			await sleep(50);
			const lines = JSON.stringify(logLines().slice(linesBefore));
			expect(leaksIn(lines, logged)).toEqual([]);
		},
	);

	it('is quoted without it, so that the rest still helps', async () => {
		({ answer } = refused(400));
		echo = 'the key 0b9f6c1e-52a7-4d55-9c1e-7d0f0e6f2a11, which is unknown';
		const credentials = appcues.credentials({
			baseUrl: url(),
			apiKey: '0b9f6c1e-52a7-4d55-9c1e-7d0f0e6f2a11',
		});
		const { error } = await appcues.run({ ...create, credentials });
		expect(error?.message).toBe(
			'Appcues refused the request: No: It was the key …, which is unknown',
		);
	});

	it('in the list of a locator never appears in its message', async () => {
		({ answer } = refused(400));
		echo = Buffer.from('test-api-key:test-secret-that-must-not-leak').toString('base64');
		const credentials = appcues.credentials({ baseUrl: url() });
		const search = appcues.engine.search('appcuesSegment', 'searchSegments', credentials);
		const { message, description } = await search.then(
			() => ({ message: 'none', description: '' }),
			(error: { message: string; description: string }) => error,
		);
		expect(message).toBe('Appcues refused the request: No: It was …');
		expect(leaksIn(`${message} ${description}`, [echo])).toEqual([]);
	});

	it('in a job ID never appears in the log, although the ID itself is kept', async () => {
		answer = (response, said) => json(response, 202, { job_id: said });
		echo = 'job-of-test-api-key';
		const run = await appcues.run({
			...addUsers,
			parameters: { ...addUsers.parameters, waitForCompletion: false },
			credentials: appcues.credentials({ baseUrl: url() }),
		});
		expect(run.json()).toEqual([expect.objectContaining({ jobId: 'job-of-test-api-key' })]);
		for (let n = 0; n < 50 && logLines().length === linesBefore; n += 1) await sleep(20);
		const [{ message }] = atLeast(1, logLines().slice(linesBefore));
		expect(message).toContain('Appcues accepted job job-of-… (');
	});

	it("in n8n's own messages never appears", async () => {
		const appcuesApi = entryOf(appcues.credentials(), 'appcuesApi');
		const basic = btoa(`${String(appcuesApi.apiKey)}:${String(appcuesApi.apiSecret)}`);
		let reads = 0;
		const credentials = {
			get appcuesApi() {
				reads += 1;
				// The node reads the credential first, then n8n for the request.
				if (reads > 1) throw new Error(`cannot use Authorization:\nBasic ${basic}`);
				return appcuesApi;
			},
		};
		const { error, everything } = await appcues.run({ ...create, credentials });
		expect(error?.message).toBe(
			'n8n could not send the request: cannot use Authorization: Basic …',
		);
		expect(leaksIn(everything, [basic])).toEqual([]);
	});

	it('in a success is kept, because the user requested it', async () => {
		answer = (response) => json(response, 200, { email: 'test-api-key' });
		const run = await appcues.run({
			type: 'appcuesEndUser',
			parameters: { operation: 'get', userId: 'ada' },
			credentials: appcues.credentials({ baseUrl: url() }),
		});
		expect(run.json()).toEqual([expect.objectContaining({ email: 'test-api-key' })]);
	});
});

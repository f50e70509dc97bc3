import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

import { command } from '../../../scripts/check-live/command.cjs';
import { readCredentials } from '../../../scripts/check-live/credentials.cjs';
import { readOptions } from '../../../scripts/check-live/options.cjs';
import { ROOT } from '../../../dev/n8n/paths.cjs';
import { DEMO, startFakeAppcues, type FakeAppcues } from '../../../dev/fake-appcues/index.cjs';

const ENVIRONMENT = {
	APPCUES_ACCOUNT_ID: DEMO.accountId,
	APPCUES_API_KEY: DEMO.key,
	APPCUES_API_SECRET: DEMO.secret,
};

let fake: FakeAppcues;
beforeAll(async () => {
	fake = await startFakeAppcues({ jobDuration: 0 });
});
afterAll(async () => await fake.close());

/** Runs the command in this process. */
async function run(args: string[], environment: Record<string, string> = {}) {
	const out: string[] = [];
	const error: string[] = [];
	const status = await command(args, {
		environment: { ...ENVIRONMENT, APPCUES_BASE_URL: fake.url, ...environment },
		print: (text) => out.push(text),
		printNote: (text) => error.push(text),
		signal: new AbortController().signal,
	});
	return { status, out: out.join('\n'), error: error.join('\n') };
}

/** Starts it as npm does. */
function start(args: string[]): ChildProcess {
	const { PATH = '', HOME = '' } = process.env;
	const env = { PATH, HOME, ...ENVIRONMENT, APPCUES_BASE_URL: fake.url };
	return spawn(
		'node',
		[join(ROOT, 'dev/setup/launch.cjs'), 'scripts/check-live/main.cts', ...args],
		{
			env,
		},
	);
}

async function ended(child: ChildProcess) {
	const out: string[] = [];
	child.stdout?.on('data', (text: Buffer) => out.push(String(text)));
	const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
	return { status, out: out.join('') };
}

describe('npm run check:live', () => {
	it('exits with 0 when everything holds, and prints JSON', async () => {
		const { status, out } = await run(['--json', '--only', 'unknown-segment']);
		expect(status).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			account: `${fake.url}/v2/accounts/${DEMO.accountId}`,
			results: [
				{ id: 'unknown-segment', kind: 'holds', file: 'nodes/shared/api/endpoints/segments.ts' },
			],
		});
	});

	it('exits with 1 when something differs', async () => {
		fake.fault({ path: '/flows', status: 418 });
		const { status, out } = await run(['--only', 'list-flows']);
		expect(status).toBe(1);
		expect(out).toContain('change:   nodes/shared/api/endpoints/experiences.ts');
	});

	it('exits with 2 when the keys are refused, and says what to check', async () => {
		const { status, error } = await run([], { APPCUES_API_SECRET: 'wrong' });
		expect(status).toBe(2);
		expect(error).toContain('does not accept these keys (401)');
	});

	it('exits with 2 when nothing responds', async () => {
		const nobody = { APPCUES_BASE_URL: 'http://127.0.0.1:1' };
		const { status, error } = await run([], nobody);
		expect(status).toBe(2);
		expect(error).toContain('no response to GET /tags: ECONNREFUSED');
	});

	it('exits with 2 for an unknown assumption, and prints its help', async () => {
		expect(await run(['--only', 'nothing'])).toMatchObject({
			status: 2,
			error: expect.stringContaining('Unknown assumption: nothing'),
		});
		expect(await run(['--help'])).toMatchObject({
			status: 0,
			out: expect.stringContaining('APPCUES_API_SECRET'),
		});
	});

	it('removes what it has created on Ctrl-C, and exits with 130', async () => {
		const before = fake.account().segments.size;
		const child = start(['--write', '--rate', '100', '--only', 'segment-update']);
		const end = ended(child);
		while (fake.account().segments.size === before) {
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
		child.kill('SIGINT');
		child.kill('SIGINT');
		const { status, out } = await end;
		expect(status).toBe(130);
		expect(out).toContain('Removed: segment n8n-live-check-');
		expect(fake.account().segments.size).toBe(before);
	});
});

describe('its input', () => {
	it('names every missing variable', () => {
		expect(() => readCredentials({ APPCUES_API_KEY: 'key' })).toThrow(
			'Missing environment variables: APPCUES_ACCOUNT_ID, APPCUES_API_SECRET',
		);
	});

	it.each([
		[{}, 'https://api.appcues.com/v2/accounts/123456'],
		[{ APPCUES_REGION: 'EU' }, 'https://api.eu.appcues.com/v2/accounts/123456'],
		[{ APPCUES_BASE_URL: 'https://proxy.example/' }, 'https://proxy.example/v2/accounts/123456'],
	])('leads to the URL that the package would use: %j', (where, root) => {
		expect(readCredentials({ ...ENVIRONMENT, ...where }).root).toBe(root);
	});

	it.each([
		[{ APPCUES_REGION: 'us', APPCUES_BASE_URL: 'https://proxy.example' }, 'not both'],
		[{ APPCUES_REGION: 'asia' }, "us or eu, not 'asia'"],
		[{ APPCUES_BASE_URL: 'proxy' }, 'APPCUES_BASE_URL is not a URL'],
		[{ APPCUES_ACCOUNT_ID: '..' }, 'cannot be an ID'],
	])('is refused: %j', (where, message) => {
		expect(() => readCredentials({ ...ENVIRONMENT, ...where })).toThrow(message);
	});

	it.each([
		[['--write-events'], '--write-events requires --write'],
		[['--rate', '0'], "--rate must be a number above 0, not '0'"],
		[['--job-timeout', 'long'], "--job-timeout must be a number above 0, not 'long'"],
		[['--writ'], "Unknown option '--writ'"],
	])('is refused: %j', (args, message) => {
		expect(() => readOptions(args)).toThrow(message);
	});
});

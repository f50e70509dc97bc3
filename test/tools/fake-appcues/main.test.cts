import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';

const LAUNCH = join(__dirname, '../../../dev/setup/launch.cjs');

describe('The fake on its own', () => {
	const running: ChildProcess[] = [];

	afterEach(() => {
		for (const child of running.splice(0)) child.kill('SIGKILL');
	});

	function run(...options: string[]) {
		const child = spawn(process.execPath, [LAUNCH, 'dev/fake-appcues/main.cts', ...options], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		running.push(child);
		return { child, exit: once(child, 'exit') };
	}

	async function firstLines({ stdout }: ReturnType<typeof run>['child']): Promise<string> {
		let output = '';
		for await (const part of stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
			output += part;
			if (output.includes('Ctrl+C')) break;
		}
		return output;
	}

	it.each(['SIGTERM', 'SIGINT'] as const)(
		'says how to reach it, and stops cleanly on %s',
		async (signal) => {
			const { child, exit } = run('--port', '0', '--job-duration', '50');

			const output = await firstLines(child);
			const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];

			for (const part of ['123456', 'demo-key', 'demo-secret', '50 ms'])
				expect(output).toContain(part);
			expect((await axios.get(url)).data).toContain('Appcues demo account');
			expect((await axios.get(`${url}/__fake/state`)).data.settings.jobDuration).toBe(50);
			child.kill(signal);
			expect(await exit).toEqual([0, null]);
		},
		30_000,
	);

	it('says that the port is in use and fails', async () => {
		const fake = await startFakeAppcues();

		const { child, exit } = run('--port', String(fake.port));

		expect(await text(child.stderr)).toMatch(/port is in use .*Try another --port/);
		expect(await exit).toEqual([1, null]);
		await fake.close();
	}, 30_000);

	it.each([
		[['--port', 'abc'], "--port 'abc'"],
		[['--port', '70000'], "--port '70000'"],
		[['--verbose'], '--verbose'],
	])(
		'refuses %j and prints its usage',
		async (options, named) => {
			const { child, exit } = run(...options);

			const complaint = await text(child.stderr);
			expect(complaint).toContain(named);
			expect(complaint).toContain('Usage:');
			expect(await exit).toEqual([1, null]);
		},
		30_000,
	);
});

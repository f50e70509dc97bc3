import { spawn, type ChildProcess } from 'node:child_process';

import { ROOT } from '../dev/n8n/paths.cjs';
import { DEMO } from '../dev/fake-appcues/model/demoAccount.cjs';
import { urlIn } from './childUrl.cjs';

/** The settings of the fake that the benches change. */
export interface FakeSettings {
	rateLimit?: number;
	/** Milliseconds until a job has finished. */
	jobDuration?: number;
	keepRows?: boolean;
	importLimit?: number;
	bodyLimit?: number;
	exportRows?: number;
	/** Milliseconds before each request is processed. */
	latency?: number;
}

/** A rate that nothing reaches, because JSON has no Infinity. */
export const NO_LIMIT = 1e9;

interface State {
	accounts: Array<{
		users: Array<{ id: string }>;
		segments: Array<{ id: string; members: unknown[] }>;
	}>;
	requestCounts: Record<string, number>;
	violations: unknown[];
}

/** The fake Appcues in its own process, through its remote control. */
export class Fake {
	private constructor(
		readonly url: string,
		private readonly child: ChildProcess,
	) {}

	static async start(): Promise<Fake> {
		const command = ['dev/setup/launch.cjs', 'dev/fake-appcues/main.cts'];
		const child = spawn(process.execPath, [...command, '--port', '0', '--job-duration', '0'], {
			cwd: ROOT,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		process.once('exit', () => child.kill());
		return new Fake(await urlIn(child, /Base URL\s+(\S+)\n/), child);
	}

	/** Resets the fake to an empty start, then changes settings. */
	async reset({ latency, ...settings }: FakeSettings = {}): Promise<void> {
		await this.call('POST', 'reset', {});
		await this.call('PUT', 'settings', { keepRows: false, importLimit: 2e9, ...settings });
		if (!latency) return;
		await this.call('POST', 'faults', { pathPattern: '.*', times: 'always', delayMs: latency });
	}

	async state(): Promise<State> {
		const state = (await this.call('GET', 'state')) as State;
		if (state.violations.length > 0) throw new Error('The fake broke its own contract');
		return state;
	}

	/** Sends a request as another client of the account would. @returns the response status */
	async otherClient(path: string): Promise<number> {
		const authorization = `Basic ${btoa(`${DEMO.key}:${DEMO.secret}`)}`;
		const url = `${this.url}/v2/accounts/${DEMO.accountId}${path}`;
		const { status } = await fetch(url, { headers: { authorization } });
		return status;
	}

	stop(): void {
		this.child.kill();
	}

	private async call(method: string, path: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.url}/__fake/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`The fake refuses ${path}: ${await response.text()}`);
		return await response.json();
	}
}

import { spawn, type ChildProcess } from 'node:child_process';

import { ROOT } from '../dev/n8n/paths.cjs';
import { COUNT_PATH, type Counted } from './byteServer.cjs';
import { urlIn } from './childUrl.cjs';

/** A server in its own process that only counts bytes. */
export class ByteCounter {
	private constructor(
		readonly url: string,
		private readonly child: ChildProcess,
	) {}

	static async start(): Promise<ByteCounter> {
		const command = ['dev/setup/launch.cjs', 'bench/byteServer.cts'];
		const child = spawn(process.execPath, command, {
			cwd: ROOT,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		process.once('exit', () => child.kill());
		return new ByteCounter(await urlIn(child, /^(http:\S+)\n/m), child);
	}

	/** Returns what has arrived since the last call. */
	async take(): Promise<Counted> {
		const response = await fetch(`${this.url}${COUNT_PATH}`);
		return (await response.json()) as Counted;
	}

	stop(): void {
		this.child.kill();
	}
}

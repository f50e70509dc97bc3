import { freePort } from '../../../dev/n8n/ports.cjs';
import { findProgram } from './findProgram.cjs';
import { startService } from './service.cjs';

/** A Redis for this test only. */
export interface Redis {
	/** What n8n needs to connect. */
	settings: Record<string, string>;
	stop(): Promise<void>;
}

/** Starts a Redis that keeps everything in memory, on its own port. */
export async function startRedis(logFile: string): Promise<Redis> {
	const port = String(await freePort());
	const server = await startService({
		command: [findProgram('redis-server'), '--bind', '127.0.0.1', '--port', port, '--save', ''],
		probe: [findProgram('redis-cli'), '-h', '127.0.0.1', '-p', port, 'ping'],
		logFile,
	});
	return {
		stop: server.stop,
		settings: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
	};
}

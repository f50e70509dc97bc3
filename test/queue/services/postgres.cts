import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../../../dev/n8n/ports.cjs';
import { handOver, unprivileged } from './account.cjs';
import { findProgram } from './findProgram.cjs';
import { startService } from './service.cjs';

const USER = 'n8n';

/** A PostgreSQL for this test only. */
export interface Postgres {
	/** What n8n needs to connect. */
	settings: Record<string, string>;
	/** Stops it and deletes its data. */
	stop(): Promise<void>;
}

/**
 * Creates an empty database in the machine's temporary folder and starts its server on its own port. It is
 * deleted after the test, so nothing is flushed to the disk.
 */
export async function startPostgres(logFile: string): Promise<Postgres> {
	const data = await mkdtemp(join(tmpdir(), 'appcues-postgres-'));
	handOver(data);
	const [initdb, ...args] = unprivileged(
		findProgram('initdb'),
		...[`--pgdata=${data}`, `--username=${USER}`, '--auth=trust', '--encoding=UTF8', '--no-sync'],
	);
	execFileSync(initdb, args, { stdio: 'ignore', cwd: data });
	const port = String(await freePort());
	const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'fsync=off'];
	const flags = options.flatMap((option) => ['-c', option]);
	const server = await startService({
		command: unprivileged(findProgram('postgres'), '-D', data, '-p', port, ...flags),
		probe: [findProgram('pg_isready'), '-q', '-h', '127.0.0.1', '-p', port],
		logFile,
	});
	return {
		stop: async () => {
			await server.stop();
			await rm(data, { recursive: true, force: true });
		},
		settings: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'trusted',
		},
	};
}

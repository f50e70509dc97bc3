import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { run } from '../setup/run.cjs';
import { SetupError } from '../setup/setupError.cjs';
import type { Host } from './host.cjs';
import { hostNode } from './hostNode.cjs';

/** Debian's libsqlite3-dev: with it only the binding is compiled (15 s), without it SQLite too (90 s). */
const SYSTEM_SQLITE = '/usr/include/sqlite3.h';

/**
 * Gives n8n's database library its native part: compiled here when there is a compiler, otherwise as
 * its makers offer it for download.
 *
 * @param host whose packages are downloaded
 * @param say told what is going on
 * @throws {SetupError} when neither is possible, naming what to install
 */
export async function buildSqlite(host: Host, say: (note: string) => void): Promise<void> {
	const env = { ...process.env, PATH: [binOf(host), process.env.PATH].join(delimiter) };
	const missing = await missingTools();
	if (missing.length === 0) {
		say('compiling SQLite');
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: host.folder,
			env: { ...env, ...compileSettings(host) },
		});
	} else {
		say('downloading SQLite');
		await download(host, missing, env);
	}
	await run(hostNode(host).path, ['-e', "new (require('sqlite3').Database)(':memory:')"], {
		cwd: host.folder,
	});
}

const binOf = ({ folder }: Host): string => join(folder, 'node_modules/.bin');

function compileSettings(host: Host): Record<string, string> {
	const { headers } = hostNode(host);
	return {
		...(headers && { npm_config_nodedir: headers }),
		npm_config_build_from_source: 'true',
		...(existsSync(SYSTEM_SQLITE) && { npm_config_sqlite: '/usr' }),
	};
}

async function download(host: Host, missing: string[], env: NodeJS.ProcessEnv): Promise<void> {
	try {
		await run(join(binOf(host), 'prebuild-install'), ['-r', 'napi'], {
			cwd: join(host.folder, 'node_modules/sqlite3'),
			env,
		});
	} catch {
		throw new SetupError(
			`n8n's database has to be compiled on this machine, and ${missing.join(', ')} ` +
				`${missing.length > 1 ? 'are' : 'is'} missing. (A compiled one could not be downloaded from GitHub either.)\n` +
				'Install a compiler, then start again:\n' +
				'  Debian, Ubuntu: apt-get install build-essential python3\n' +
				'  Fedora:         dnf install gcc-c++ make python3\n' +
				'  macOS:          xcode-select --install',
		);
	}
}

async function missingTools(): Promise<string[]> {
	const found = await Promise.all(
		['python3', 'make', 'g++'].map(async (tool) => {
			const isThere = await run(tool, ['--version']).then(
				() => true,
				() => false,
			);
			return { tool, isThere };
		}),
	);
	return found.filter(({ isThere }) => !isThere).map(({ tool }) => tool);
}

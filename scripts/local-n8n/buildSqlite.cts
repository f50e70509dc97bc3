import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { hostNode } from './hostNode.cjs';
import { HOST } from './paths.cjs';

const BIN = join(HOST, 'node_modules/.bin');
/** Debian's libsqlite3-dev: with it only the binding is compiled (15 s), without it SQLite too (90 s). */
const SYSTEM_SQLITE = '/usr/include/sqlite3.h';

/**
 * Gives n8n's database library its native part: compiled here when there is a compiler, otherwise as
 * its makers offer it for download.
 *
 * @param say told what is going on
 * @throws {SetupError} when neither is possible, naming what to install
 */
export async function buildSqlite(say: (note: string) => void): Promise<void> {
	const { run } = await import('../setup/run.mjs');
	const env = { ...process.env, PATH: [BIN, process.env.PATH].join(delimiter) };
	const missing = await missingTools();
	if (missing.length === 0) {
		say('compiling SQLite');
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: HOST,
			env: { ...env, ...compileSettings() },
		});
	} else {
		say('downloading SQLite');
		await download(missing, env);
	}
	await run(hostNode().path, ['-e', "new (require('sqlite3').Database)(':memory:')"], {
		cwd: HOST,
	});
}

function compileSettings(): Record<string, string> {
	const { headers } = hostNode();
	return {
		...(headers && { npm_config_nodedir: headers }),
		npm_config_build_from_source: 'true',
		...(existsSync(SYSTEM_SQLITE) && { npm_config_sqlite: '/usr' }),
	};
}

async function download(missing: string[], env: NodeJS.ProcessEnv): Promise<void> {
	const { run } = await import('../setup/run.mjs');
	const { SetupError } = await import('../setup/setupError.mjs');
	try {
		await run(join(BIN, 'prebuild-install'), ['-r', 'napi'], {
			cwd: join(HOST, 'node_modules/sqlite3'),
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
	const { run } = await import('../setup/run.mjs');
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

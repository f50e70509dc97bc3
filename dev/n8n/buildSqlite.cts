import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { run } from '../setup/run.cjs';
import { SetupError } from '../setup/setupError.cjs';
import type { N8nVersion } from './n8nVersion.cjs';
import { nodeForN8n } from './nodeForN8n.cjs';

/** Debian's libsqlite3-dev: with it only the binding is compiled (15 s), without it SQLite too (90 s). */
const SYSTEM_SQLITE = '/usr/include/sqlite3.h';

/**
 * Builds the native part of n8n's database library: compiles it when there is a compiler, otherwise downloads
 * the published build.
 *
 * @param n8n whose packages are downloaded
 * @param say called with progress notes
 * @throws {SetupError} when neither is possible, with what to install
 */
export async function buildSqlite(n8n: N8nVersion, say: (note: string) => void): Promise<void> {
	const env = { ...process.env, PATH: [binOf(n8n), process.env.PATH].join(delimiter) };
	const missing = await missingTools();
	if (missing.length === 0) {
		say('compiling SQLite');
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: n8n.folder,
			env: { ...env, ...compileSettings(n8n) },
		});
	} else {
		say('downloading SQLite');
		await download(n8n, missing, env);
	}
	await run(nodeForN8n(n8n).path, ['-e', "new (require('sqlite3').Database)(':memory:')"], {
		cwd: n8n.folder,
	});
}

const binOf = ({ folder }: N8nVersion): string => join(folder, 'node_modules/.bin');

function compileSettings(n8n: N8nVersion): Record<string, string> {
	const { headers } = nodeForN8n(n8n);
	return {
		...(headers && { npm_config_nodedir: headers }),
		npm_config_build_from_source: 'true',
		...(existsSync(SYSTEM_SQLITE) && { npm_config_sqlite: '/usr' }),
	};
}

async function download(n8n: N8nVersion, missing: string[], env: NodeJS.ProcessEnv): Promise<void> {
	try {
		await run(join(binOf(n8n), 'prebuild-install'), ['-r', 'napi'], {
			cwd: join(n8n.folder, 'node_modules/sqlite3'),
			env,
		});
	} catch {
		throw new SetupError(
			`n8n's database must be compiled on this machine, and ${missing.join(', ')} ` +
				`${missing.length > 1 ? 'are' : 'is'} missing. (Downloading a compiled build from GitHub also failed.)\n` +
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

const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const { run } = require('../run.cjs');
const { SetupError } = require('../setupError.cjs');
const { nodeForN8n } = require('./nodeForN8n.cjs');

/** @typedef {import('./n8nVersion.cjs').N8nVersion} N8nVersion */

/** Debian's libsqlite3-dev: with it only the binding is compiled (15 s), without it SQLite too (90 s). */
const SYSTEM_SQLITE = '/usr/include/sqlite3.h';

/**
 * Builds the native part of n8n's database library: compiles it when there is a compiler, otherwise downloads
 * the published build.
 *
 * @param {N8nVersion} n8n whose packages are downloaded
 * @param {(note: string) => void} say called with progress notes
 * @throws {SetupError} when neither is possible, with what to install
 */
async function buildSqlite(n8n, say) {
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

/** @param {N8nVersion} n8n */
const binOf = ({ folder }) => join(folder, 'node_modules/.bin');

/** @param {N8nVersion} n8n */
function compileSettings(n8n) {
	const { headers } = nodeForN8n(n8n);
	return {
		...(headers && { npm_config_nodedir: headers }),
		npm_config_build_from_source: 'true',
		npm_config_jobs: 'max',
		...(existsSync(SYSTEM_SQLITE) && { npm_config_sqlite: '/usr' }),
	};
}

/**
 * @param {N8nVersion} n8n
 * @param {string[]} missing the tools to name when this fails
 * @param {NodeJS.ProcessEnv} env
 */
async function download(n8n, missing, env) {
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

async function missingTools() {
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

module.exports = { buildSqlite };

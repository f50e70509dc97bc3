const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { contentHash } = require('./contentHash.cjs');
const { LOCAL, ROOT } = require('./paths.cjs');
const { step } = require('./progress.cjs');
const { CommandFailed, run } = require('./run.cjs');
const { SetupError } = require('./setupError.cjs');

const SOURCES = ['nodes', 'credentials', 'icons', 'tsconfig.json', 'gulpfile.js', 'package.json'];
const REMEMBERED = join(LOCAL, 'build-hash');

/**
 * Builds dist, unless it was built from the very sources that are there now.
 *
 * @throws {SetupError} with the compiler's words when the sources do not build
 */
async function ensureBuild() {
	await step('Build', async (say) => {
		const hash = contentHash(ROOT, SOURCES);
		if (existsSync(join(ROOT, 'dist')) && remembered() === hash) return say('up to date');
		say('compiling');
		rmSync(REMEMBERED, { force: true });
		await build();
		mkdirSync(LOCAL, { recursive: true });
		writeFileSync(REMEMBERED, hash);
		say('done');
	});
}

const remembered = () => (existsSync(REMEMBERED) ? readFileSync(REMEMBERED, 'utf8') : undefined);

async function build() {
	try {
		await run('npm', ['run', 'build', '--silent'], { cwd: ROOT });
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new SetupError(`The package does not build (npm run build):\n${error.output.trim()}`);
	}
}

module.exports = { ensureBuild };

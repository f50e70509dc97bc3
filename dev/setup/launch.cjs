// Usage: node dev/setup/launch.cjs [--n8n[=VERSION]] PROGRAM [ARG…]
// Starts a program of this repository, also on a bare clone: checks the version of Node and installs the
// dependencies first. PROGRAM is `jest`, or a .cts file that exports `main(args)`. With --n8n, the program will need n8n
// (default: APPCUES_E2E_N8N, or the newest), and its installation starts at the same time.
const { resolve } = require('node:path');

const { installN8n } = require('./n8n/installN8n.cjs');
const { findN8nVersion } = require('./n8n/n8nVersion.cjs');
const { ensureDependencies } = require('./ensureDependencies.cjs');
const { ROOT } = require('./paths.cjs');
const { requireNode } = require('./requireNode.cjs');
const { showProblems } = require('./showProblems.cjs');

const [flag] = process.argv.slice(2).filter((arg, at) => at === 0 && /^--n8n(=|$)/.test(arg));
const [program = '', ...args] = process.argv.slice(flag === undefined ? 2 : 3);

void showProblems(async () => {
	requireNode();
	if (flag !== undefined && !args.includes('--help')) startInstall(flag.split('=')[1]);
	await ensureDependencies();
	// In this very process: signals need not be passed on.
	if (program === 'jest') return await require('jest').run(args);
	require('tsx/cjs/api').register();
	/** @type {{ main(args: string[]): Promise<unknown> }} */
	const { main } = require(resolve(ROOT, program));
	return await main(args);
});

/**
 * Doesn't wait: the program does, when it needs n8n.
 *
 * @param {string | undefined} version
 */
function startInstall(version = process.env.APPCUES_E2E_N8N) {
	// What a tag stands for is found out later.
	if (version !== undefined && !/^\d/.test(version)) return;
	installN8n(findN8nVersion(version)).catch(() => {});
}

// Usage: node dev/setup/launch.cjs PROGRAM [ARG…]
// Starts a program of this repository, also on a bare clone: checks the version of Node and installs the
// dependencies first. PROGRAM is `jest`, or a .cts file that exports `main(args)`.
const { resolve } = require('node:path');

const { ensureDependencies } = require('./ensureDependencies.cjs');
const { ROOT } = require('./paths.cjs');
const { requireNode } = require('./requireNode.cjs');
const { showProblems } = require('./showProblems.cjs');

const [, , program = '', ...args] = process.argv;

void showProblems(async () => {
	requireNode();
	await ensureDependencies();
	// In this very process: signals need not be passed on.
	if (program === 'jest') return await require('jest').run(args);
	require('tsx/cjs/api').register();
	/** @type {{ main(args: string[]): Promise<unknown> }} */
	const { main } = require(resolve(ROOT, program));
	return await main(args);
});

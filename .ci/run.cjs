// Usage: node .ci/run.cjs [--no-setup] [GROUP…]
// Does what .ci/run says. With --no-setup it installs nothing but n8n: the dependencies are in place.
const { readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join, resolve } = require('node:path');

const { runSteps } = require('./steps.cjs');

/** @typedef {import('./steps.cjs').Step} Step */

const ROOT = resolve(__dirname, '..');
/** All but `queue`. */
const USUAL = ['lint', 'package', 'test', 'faults', 'n8n', 'browser', 'compat'];
const WITH_N8N = ['n8n', 'browser', 'compat', 'queue'];
/** No step takes half as long. A step that hangs fails with its message instead of being cut off. */
const LIMIT_MS = 20 * 60_000;

const DEPENDENCIES = "void require('./dev/setup/ensureDependencies.cjs').ensureDependencies()";
const BUILD = "void require('./dev/setup/ensureBuild.cjs').ensureBuild()";
const INSTALL_N8N = ['node', 'scripts/install-n8n.cjs'];

/** The lines of .ci/checks. */
function readChecks() {
	const lines = readFileSync(join(__dirname, 'checks'), 'utf8').trim().split('\n');
	return lines
		.filter((line) => !line.startsWith('#'))
		.map((line) => {
			const [group = '', kind = '', command = '', what = ''] = line
				.split('|')
				.map((part) => part.trim());
			return { group, kind: kind === 'jest' ? kind : 'check', command, what };
		});
}

/**
 * @param {string[]} groups
 * @param {boolean} hasSetup
 * @returns {Step[]}
 */
function planSteps(groups, hasSetup) {
	const checks = readChecks().filter(({ group }) => groups.includes(group));
	const withN8n = groups.some((group) => WITH_N8N.includes(group));
	/** @type {(kind: Step['kind'], name: string, command: string[], after?: Step[]) => Step} */
	const step = (kind, name, command, after = []) => ({ kind, name, command, after });
	const debian = step('check', 'Debian packages', ['bash', '.ci/debian-packages', ...groups]);
	const dependencies = step('check', 'dependencies', ['node', '--eval', DEPENDENCIES]);
	const build = step('check', 'build', ['node', '--eval', BUILD], [dependencies]);
	// Needs no dependencies: it runs beside their installation. If it fails, the checks that need it say why.
	const n8n = step('help', 'the versions of n8n', INSTALL_N8N, [debian]);
	return [
		...(hasSetup ? [...(withN8n ? [debian] : []), dependencies, build] : []),
		...(withN8n ? [n8n] : []),
		...checks.map(({ group, kind, command, what }) =>
			step(
				kind === 'jest' ? 'jest' : 'check',
				`${command}: ${what}`,
				command.split(' '),
				group === 'lint' ? [dependencies] : WITH_N8N.includes(group) ? [build, n8n] : [build],
			),
		),
	];
}

/** @param {string[]} args */
async function main(args) {
	const named = args.filter((each) => each !== '--no-setup');
	const groups = named.length > 0 ? named : USUAL;
	const known = readChecks().map(({ group }) => group);
	const unknown = groups.find((group) => !known.includes(group));
	if (unknown !== undefined) {
		console.error(`There is no group '${unknown}' in .ci/checks`);
		return 2;
	}
	const { passed, failed, failures } = await runSteps(
		planSteps(groups, !args.includes('--no-setup')),
		{
			lanes: availableParallelism(),
			limitMs: LIMIT_MS,
			cwd: ROOT,
			log: (text) => console.log(text),
		},
	);
	for (const line of failures) console.log(line);
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((status) => {
	process.exitCode = status;
});

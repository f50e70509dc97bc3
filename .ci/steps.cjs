const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const { CommandFailed, run } = require('../dev/setup/run.cjs');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command
 * @property {'check' | 'jest' | 'help'} kind passes or fails as a whole, as one for each test, or isn't counted
 * @property {Step[]} [after] the steps that must have ended before
 */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures a line for each step and each test that failed
 */

/**
 * @typedef {object} Options
 * @property {number} lanes how many steps run at the same time
 * @property {number} limitMs ends a step that takes longer
 * @property {string} cwd
 * @property {(text: string) => void} log gets the output of a step in one piece, when the step has ended
 */

/**
 * Runs steps side by side, each as soon as it may run and a lane is free, the first in the list first.
 *
 * @param {Step[]} steps
 * @param {Options} options
 * @returns {Promise<Outcome>}
 */
async function runSteps(steps, options) {
	/** @type {Outcome} */
	const outcome = { passed: 0, failed: 0, failures: [] };
	const waiting = [...steps];
	const unfinished = new Set(steps);
	/** @type {Set<Promise<void>>} */
	const running = new Set();
	while (unfinished.size > 0) {
		const isReady = (/** @type {Step} */ { after = [] }) =>
			!after.some((each) => unfinished.has(each));
		const next = waiting.find(isReady);
		if (next === undefined || running.size >= options.lanes) {
			await Promise.race(running);
			continue;
		}
		waiting.splice(waiting.indexOf(next), 1);
		const promise = runStep(next, options, outcome).finally(() => {
			unfinished.delete(next);
			running.delete(promise);
		});
		running.add(promise);
	}
	return outcome;
}

/**
 * @param {Step} step
 * @param {Options} options
 * @param {Outcome} outcome
 */
async function runStep({ name, command, kind }, { limitMs, cwd, log }, outcome) {
	log(`.. ${name}`);
	const began = Date.now();
	const folder = mkdtempSync(join(tmpdir(), 'appcues-check-'));
	const report = join(folder, 'report.json');
	const [program = '', ...args] = command;
	if (kind === 'jest') args.push('--', '--json', `--outputFile=${report}`);
	let hasFailed = false;
	const output = await run(program, args, {
		cwd,
		env: { ...process.env, CI: 'true' },
		limitMs,
	}).catch((/** @type {unknown} */ error) => {
		hasFailed = true;
		return error instanceof CommandFailed ? error.output : String(error);
	});
	const result = kind === 'jest' ? countTests(report, hasFailed) : countOne(kind, hasFailed);
	rmSync(folder, { recursive: true, force: true });
	const failures = result.failed > 0 ? [`== FAILED: ${name}`, ...result.failures] : [];
	outcome.passed += result.passed;
	outcome.failed += result.failed;
	outcome.failures.push(...failures);
	const seconds = Math.round((Date.now() - began) / 1000);
	log([`== ${name}`, output.trimEnd(), ...failures.slice(0, 1), `== ${seconds} s`].join('\n'));
}

/**
 * @param {Step['kind']} kind
 * @param {boolean} hasFailed
 * @returns {Outcome}
 */
function countOne(kind, hasFailed) {
	if (kind === 'help') return { passed: 0, failed: 0, failures: [] };
	return { passed: hasFailed ? 0 : 1, failed: hasFailed ? 1 : 0, failures: [] };
}

/**
 * Counts the tests of a jest run. A run that breaks off counts as one more failed test.
 *
 * @param {string} file jest's JSON report
 * @param {boolean} hasFailed whether the run failed
 * @returns {Outcome}
 */
function countTests(file, hasFailed) {
	const report = readReport(file);
	const { numPassedTests: passed, numFailedTests, testResults } = report;
	const failures = testResults.flatMap(({ name, status, assertionResults }) =>
		status === 'failed' && assertionResults.length === 0
			? [name]
			: assertionResults.flatMap((test) => (test.status === 'failed' ? [test.fullName] : [])),
	);
	const brokeOff = (hasFailed && numFailedTests === 0) || passed === 0;
	const failed = numFailedTests + (brokeOff ? 1 : 0);
	return { passed, failed, failures: failures.map((each) => `   ${each}`) };
}

/**
 * @typedef {{ status: string, fullName: string }} TestResult
 * @typedef {{ name: string, status: string, assertionResults: TestResult[] }} FileResult
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: FileResult[] }} Report
 */

/**
 * @param {string} file
 * @returns {Report}
 */
function readReport(file) {
	try {
		/** @type {Report} */
		const report = JSON.parse(readFileSync(file, 'utf8'));
		return report;
	} catch {
		return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
	}
}

module.exports = { runSteps };

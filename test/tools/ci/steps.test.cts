import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';

import { runSteps, type Step } from '../../../.ci/steps.cjs';

/** A step that runs JavaScript. */
const step = (name: string, code: string, more: Partial<Step> = {}): Step => ({
	name,
	kind: 'check',
	command: [process.execPath, '-e', code],
	...more,
});

/** A step that writes the report of a jest run, and exits with this status. */
const jestRun = (name: string, report: object | undefined, status: number): Step =>
	step(
		name,
		`const file = process.argv.find((each) => each.startsWith('--outputFile=')).slice(13);
		const report = ${JSON.stringify(report) ?? 'undefined'};
		if (report) require('node:fs').writeFileSync(file, JSON.stringify(report));
		process.exit(${status});`,
		{ kind: 'jest' },
	);

async function run(steps: Step[], lanes = 2, limitMs = 60_000) {
	const logs: string[] = [];
	const log = (text: string) => logs.push(text);
	const outcome = await runSteps(steps, { lanes, limitMs, cwd: tmpdir(), log });
	return { ...outcome, logs };
}

/** The names of the steps in the order in which they started, and ended. */
const order = (logs: string[]) => logs.map((text) => text.split('\n')[0]);

describe('the steps of .ci/run', () => {
	it('run side by side, and each prints its output in one piece', async () => {
		const talk = (name: string) =>
			`console.log('${name} 1'); setTimeout(() => console.error('${name} 2'), 300)`;
		const { logs, passed, failed } = await run([step('a', talk('a')), step('b', talk('b'))]);
		expect({ passed, failed }).toEqual({ passed: 2, failed: 0 });
		expect(order(logs).slice(0, 2)).toEqual(['.. a', '.. b']);
		expect(logs.slice(2).sort()).toEqual([
			expect.stringMatching(/^== a\na 1\na 2\n== \d+ s$/),
			expect.stringMatching(/^== b\nb 1\nb 2\n== \d+ s$/),
		]);
	});

	it('never exceed the number of lanes', async () => {
		const steps = Array.from({ length: 5 }, (_, n) => step(`${n}`, ''));
		const { logs } = await run(steps, 2);
		let running = 0;
		for (const line of order(logs)) {
			running += line?.startsWith('..') ? 1 : -1;
			expect(running).toBeLessThanOrEqual(2);
		}
		expect(logs).toHaveLength(10);
	});

	it('wait for the steps that they need, even if those fail, and let others go first', async () => {
		const first = step('first', 'setTimeout(() => process.exit(1), 500)');
		const second = step('second', '', { after: [first] });
		const notInTheList = step('not in the list', '');
		const other = step('other', '', { after: [notInTheList] });
		const { logs } = await run([first, second, other]);
		expect(order(logs)).toEqual([
			...['.. first', '.. other', '== other'],
			...['== first', '.. second', '== second'],
		]);
	});

	it('count each test of a jest run, and name those that failed', async () => {
		const report = {
			numPassedTests: 3,
			numFailedTests: 1,
			testResults: [
				{ name: 'broken.test', status: 'failed', assertionResults: [] },
				{
					name: 'some.test',
					status: 'failed',
					assertionResults: [
						{ fullName: 'adds', status: 'passed' },
						{ fullName: 'removes', status: 'failed' },
					],
				},
			],
		};
		const { passed, failed, failures } = await run([jestRun('tests', report, 1)]);
		expect({ passed, failed }).toEqual({ passed: 3, failed: 1 });
		expect(failures).toEqual(['== FAILED: tests', '   broken.test', '   removes']);
	});

	it.each([
		['without a report', undefined, 0],
		['without a test', { numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0],
		[
			'with a status, though no test failed',
			{ numPassedTests: 2, numFailedTests: 0, testResults: [] },
			1,
		],
	])('fail for a jest run %s', async (_, report, status) => {
		const { failed, failures } = await run([jestRun('tests', report, status)]);
		expect(failed).toBe(1);
		expect(failures).toEqual(['== FAILED: tests']);
	});

	it('fail for a check with a status, for a missing program, but not for a help', async () => {
		const { passed, failed, failures, logs } = await run([
			step('check', "console.log('why'); process.exit(3)"),
			step('help', 'process.exit(3)', { kind: 'help' }),
			{ name: 'missing', kind: 'check', command: ['./no-such-program'] },
		]);
		expect({ passed, failed }).toEqual({ passed: 0, failed: 2 });
		expect(failures.sort()).toEqual(['== FAILED: check', '== FAILED: missing']);
		expect(logs.join('\n')).toContain('== check\nwhy\n== FAILED: check\n');
	});

	it('end a step that hangs, and say so', async () => {
		const { failed, logs } = await run([step('hangs', 'setInterval(() => {}, 1000)')], 1, 500);
		expect(failed).toBe(1);
		expect(logs[1]).toContain("It didn't end within 0.5 seconds.");
	});
});

import { validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from '../../../dev/n8n/paths.cjs';

const FOLDER = join(ROOT, '.github/workflows');

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	permissions?: Record<string, string>;
	environment?: string;
	steps: Step[];
}

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const workflowOf = (file: string): Workflow => parse(read(file)) as Workflow;
const jobsOf = (file: string): Job[] => Object.values(workflowOf(file).jobs);
const stepsOf = (file: string): Step[] => jobsOf(file).flatMap(({ steps }) => steps);

/** How a workflow runs the checks of .ci/checks. */
const CI_RUN = /\.ci\/run ([a-z0-9 ]+)$/;
const NPM = /^npm (?:run )?(start|test\S*|lint\S*|build|check:\S+)/;

/** The checks of .ci/checks. */
function checks(): Array<{ group: string; kind: string; command: string }> {
	const lines = readFileSync(join(ROOT, '.ci/checks'), 'utf8').trim().split('\n');
	return lines
		.filter((line) => !line.startsWith('#'))
		.map((line) => {
			const [group = '', kind = '', command = ''] = line.split('|').map((part) => part.trim());
			return { group, kind, command };
		});
}

function scripts(): string[] {
	const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
	return Object.keys((JSON.parse(text) as { scripts: object }).scripts);
}

describe('the checks', () => {
	it.each(checks())('$command is a script, in the group $group', ({ kind, command }) => {
		expect(['check', 'jest']).toContain(kind);
		expect(scripts()).toContain(NPM.exec(command)?.[1]);
	});

	it('all run on GitHub', () => {
		const steps = readdirSync(FOLDER).flatMap(stepsOf);
		const run = steps.flatMap(
			({ run: command = '' }) => CI_RUN.exec(command)?.[1]?.split(' ') ?? [],
		);
		expect(new Set(run)).toEqual(new Set(checks().map(({ group }) => group)));
	});
});

describe.each(readdirSync(FOLDER))('the GitHub workflow %s', (file) => {
	it("matches GitHub's schema", () => {
		expect(validateWorkflow(read(file)).errors).toEqual([]);
	});

	it('pins every action to a commit and names its version', () => {
		const uses = read(file).match(/uses: .*/g) ?? [];
		expect(uses).not.toEqual([]);
		for (const each of uses) expect(each).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('runs only checks, npm scripts and files that are there', () => {
		const commands = stepsOf(file).map(({ run = '' }) => run);
		for (const command of commands) {
			const [, script] = NPM.exec(command) ?? [];
			if (script !== undefined) expect(scripts()).toContain(script);
			const [, program] = /node (scripts\/\S+)/.exec(command) ?? [];
			if (program !== undefined) expect(() => readFileSync(join(ROOT, program))).not.toThrow();
			const groups = CI_RUN.exec(command)?.[1]?.split(' ') ?? [];
			for (const group of groups) expect(checks().map((check) => check.group)).toContain(group);
		}
	});

	it('can only read unless a job asks for more, and uses no stored secret', () => {
		expect(workflowOf(file).permissions).toEqual({ contents: 'read' });
		expect(read(file)).not.toMatch(/secrets\./);
	});
});

describe('publishing', () => {
	it('is done by one approved job, the only one with a publishing identity', () => {
		const able = readdirSync(FOLDER)
			.flatMap(jobsOf)
			.filter(({ permissions }) => permissions?.['id-token'] !== undefined);
		expect(able).toHaveLength(1);
		expect(able[0]).toMatchObject({
			environment: 'npm',
			permissions: { contents: 'read', 'id-token': 'write' },
		});
		const publishing = able[0]?.steps.filter(({ run = '' }) => run.includes('npm publish'));
		expect(publishing?.[0]?.run).toContain('--provenance');
	});
});

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

describe.each(readdirSync(FOLDER))('the GitHub workflow %s', (file) => {
	it("matches GitHub's schema", () => {
		expect(validateWorkflow(read(file)).errors).toEqual([]);
	});

	it('pins every action to a commit and names its version', () => {
		const uses = read(file).match(/uses: .*/g) ?? [];
		expect(uses).not.toEqual([]);
		for (const each of uses) expect(each).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('only runs existing npm scripts and files', () => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		const commands = stepsOf(file).map(({ run = '' }) => run);
		for (const command of commands) {
			const [, script] = /npm (?:run )?(start|test\S*|lint|build|check:\S+)/.exec(command) ?? [];
			if (script) expect(Object.keys(scripts)).toContain(script);
			const [, program] = /node (scripts\/\S+)/.exec(command) ?? [];
			if (program) expect(() => readFileSync(join(ROOT, program))).not.toThrow();
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

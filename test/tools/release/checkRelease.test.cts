import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../../../dev/n8n/paths.cjs';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-12-01

### Added

- Something.

## [1.1.0] - 2026-11-01

- Something else.
`;

interface Outcome {
	status: number;
	stdout: string;
	stderr: string;
}

describe('the check of a release', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'appcues-release-'));
		for (const part of ['scripts/check-release.cjs', 'dev/setup']) {
			await cp(join(ROOT, part), join(folder, part), { recursive: true });
		}
		await prepare('1.2.0');
	});
	afterEach(async () => await rm(folder, { recursive: true, force: true }));

	async function prepare(version: string, email = 'somebody@acme.test'): Promise<void> {
		const repository = { url: 'git+https://github.com/acme/n8n-nodes-appcues.git' };
		const packageJson = { version, author: { email }, repository };
		await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson));
		await writeFile(join(folder, 'CHANGELOG.md'), CHANGELOG.replace('[1.2.0]', `[${version}]`));
	}

	async function check(args: string[], repository = 'acme/n8n-nodes-appcues'): Promise<Outcome> {
		const script = join(folder, 'scripts/check-release.cjs');
		const env = { ...process.env, GITHUB_REPOSITORY: repository };
		return await new Promise((resolve) => {
			execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
				resolve({ status: Number(error?.code ?? 0), stdout: stdout.trim(), stderr }),
			);
		});
	}

	it('publishes a version as latest, and a prerelease as next', async () => {
		expect(await check(['v1.2.0'])).toMatchObject({ status: 0, stdout: 'latest' });
		await prepare('1.2.0-beta.1');
		expect(await check(['v1.2.0-beta.1'])).toMatchObject({ status: 0, stdout: 'next' });
	});

	it('prints only what the changelog says about the version', async () => {
		const { stdout } = await check(['--notes', 'v1.2.0']);
		expect(stdout).toBe('### Added\n\n- Something.');
	});

	it("refuses a tag that does not match package.json's version", async () => {
		const { status, stderr } = await check(['v1.3.0']);
		expect(status).toBe(1);
		expect(stderr).toContain('The tag is v1.3.0, but package.json has version 1.2.0');
	});

	it('refuses a version without a date in the changelog', async () => {
		await writeFile(join(folder, 'CHANGELOG.md'), '## [1.2.0] - Unreleased\n\n- Something.\n');
		const { status, stderr } = await check(['v1.2.0']);
		expect(status).toBe(1);
		expect(stderr).toContain('"## [1.2.0] - YYYY-MM-DD"');
	});

	it('refuses the placeholder for the author', async () => {
		await prepare('1.2.0', 'maintainers@n8n-nodes-appcues.example');
		const { status, stderr } = await check(['v1.2.0']);
		expect(status).toBe(1);
		expect(stderr).toContain('CONTRIBUTING.md');
	});

	it('refuses another repository than the one that package.json names', async () => {
		const { status, stderr } = await check(['v1.2.0'], 'somebody/fork');
		expect(status).toBe(1);
		expect(stderr).toContain('somebody/fork');
	});
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../../../dev/n8n/paths.cjs';

const PARTS = ['package.json', 'README.md', 'LICENSE.md', 'CHANGELOG.md', 'nodes', 'credentials'];
const TIMER = 'setTimeout(() => {}, 1);\n';

interface Checked {
	status: number;
	output: string;
}

/** Runs `npm run check:package` on a folder. */
async function check(folder: string): Promise<Checked> {
	const launch = [join(ROOT, 'dev/setup/launch.cjs'), 'scripts/check-package/main.cts'];
	return await new Promise((resolve) => {
		execFile(process.execPath, [...launch, folder], { cwd: ROOT }, (error, stdout) =>
			resolve({ status: Number(error?.code ?? 0), output: stdout }),
		);
	});
}

describe('npm run check:package', () => {
	let folder: string;
	let checked: Checked;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'appcues-faulty-'));
		for (const part of [...PARTS, 'icons', 'dist']) {
			await cp(join(ROOT, part), join(folder, part), { recursive: true });
		}
		await writeFile(join(folder, 'nodes/shared/inSource.ts'), TIMER);
		await writeFile(join(folder, 'dist/nodes/shared/inSource.js'), '');
		await writeFile(join(folder, 'nodes/shared/built.ts'), '');
		await writeFile(join(folder, 'dist/nodes/shared/built.js'), TIMER);
		await writeFile(join(folder, 'dist/nodes/shared/longGone.js'), '');
		await writeFile(join(folder, 'dist/secrets.env'), '');
		await rm(join(folder, 'CHANGELOG.md'));
		const packageJson = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
		const dependencies = { luxon: '^3.0.0' };
		await writeFile(join(folder, 'package.json'), JSON.stringify({ ...packageJson, dependencies }));
		checked = await check(folder);
	});
	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('exits with status 1 when there is a finding', () => {
		expect(checked.status).toBe(1);
	});

	it.each([
		['a timer in a source', /✗ Findings in n8n's scanner, the sources[^✗]*setTimeout/],
		[
			'a timer that a build put in',
			/✗ Findings in n8n's scanner, the tarball as n8n[^✗]*setTimeout/,
		],
		['a dependency', /✗ Findings in n8n's scanner, the sources[^✗]*dependenc/i],
		['a built file without a source', /dist\/nodes\/shared\/longGone\.js does not belong/],
		['a file without a source', /dist\/secrets\.env does not belong/],
		['a missing changelog', /CHANGELOG\.md is missing/],
	])('finds %s', (_, finding) => {
		expect(checked.output).toMatch(finding);
	});

	it('accepts the files that belong there', () => {
		const lines = checked.output.split('\n').filter((line) => line.includes('does not belong'));
		expect(lines).toHaveLength(2);
	});
});

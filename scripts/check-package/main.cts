import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';
import { unpackPackage } from '../../dev/n8n/unpackPackage.cjs';
import { ensureBuild } from '../../dev/setup/ensureBuild.cjs';
import { scanAll, scanBuilt, scanSources } from './scan.cjs';
import { unexpectedFiles } from './unexpectedFiles.cjs';

/**
 * Runs `npm run check:package`: the checks of n8n's reviewers before they verify a version, as far as they are
 * possible before publishing. Provenance isn't checked, because it comes with publishing.
 *
 * @param args the folder of a package with its built `dist`. Default: this one, which is built first
 * @returns the exit status: 0 when there is no finding
 */
export async function main([folder]: string[]): Promise<number> {
	if (folder === undefined) await ensureBuild();
	return await check(folder ?? ROOT);
}

async function check(folder: string): Promise<number> {
	const unpacked = await mkdtemp(join(tmpdir(), 'appcues-check-'));
	try {
		await unpackPackage(unpacked, folder);
		const findings = {
			"n8n's scanner, the sources": await scanSources(folder),
			"n8n's scanner, the tarball as n8n scans it": await scanBuilt(unpacked),
			"n8n's scanner, every file of the tarball": await scanAll(unpacked),
			'the files of the tarball': await unexpectedFiles(folder, unpacked),
		};
		return report(findings);
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

function report(findings: Record<string, string[]>): number {
	for (const [what, found] of Object.entries(findings)) {
		console.log(`${found.length === 0 ? '✓ No findings in' : '✗ Findings in'} ${what}`);
		for (const line of found) console.log(`    ${line}`);
	}
	return Object.values(findings).every((found) => found.length === 0) ? 0 : 1;
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../../dev/n8n/paths.cjs';

const SCANNER = join(ROOT, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/** What n8n's scanner exports. It has no types. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(
		folder: string,
		patterns?: string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}

/** Returns the findings in a package's sources, as n8n scans the commit of a version. */
export async function scanSources(folder: string): Promise<string[]> {
	return await scan(folder, ({ SOURCE_FILE_PATTERNS }) => SOURCE_FILE_PATTERNS);
}

/** Returns the findings in an unpacked tarball, as n8n scans what was published. */
export async function scanBuilt(folder: string): Promise<string[]> {
	return await scan(folder, () => ['**/*.js', 'package.json']);
}

/** Returns the findings in all files of a folder, which is the scanner's default. */
export async function scanAll(folder: string): Promise<string[]> {
	return await scan(folder, () => undefined);
}

async function scan(
	folder: string,
	patternsOf: (scanner: Scanner) => string[] | undefined,
): Promise<string[]> {
	const scanner = (await import(pathToFileURL(SCANNER).href)) as Scanner;
	const { passed, message, details } = await scanner.analyzePackage(folder, patternsOf(scanner));
	// "No files found" passes there.
	if (passed && message === undefined) return [];
	return (details ?? message ?? 'The scan did not pass')
		.split('\n')
		.map((line) => line.replace(folder, '').trim())
		.filter((line) => line !== '');
}

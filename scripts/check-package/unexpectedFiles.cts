import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const BESIDE_DIST = ['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json'];

/**
 * @param source the folder of a package
 * @param unpacked its tarball, unpacked
 * @returns what is in the tarball and does not belong there, and what is missing in it
 */
export async function unexpectedFiles(source: string, unpacked: string): Promise<string[]> {
	const files = await filesIn(unpacked);
	const unexpected = files.filter(
		(file) => !BESIDE_DIST.includes(file) && !hasSource(source, file),
	);
	const missing = BESIDE_DIST.filter((file) => !files.includes(file));
	return [
		...unexpected.map((file) => `${file} does not belong into the package`),
		...missing.map((file) => `${file} is missing`),
	];
}

/** Whether a file of `dist` was made of one that is there now: not of one that is long gone, or of a test. */
function hasSource(source: string, file: string): boolean {
	const [, path] = /^dist\/((?:nodes|credentials|icons)\/.+)$/.exec(file) ?? [];
	if (path === undefined) return false;
	return existsSync(join(source, path)) || existsSync(join(source, path.replace(/\.js$/, '.ts')));
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
		.sort();
}

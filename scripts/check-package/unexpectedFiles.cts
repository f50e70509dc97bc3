import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const BESIDE_DIST = ['CHANGELOG.md', 'LICENSE.md', 'README.md', 'package.json'];

/**
 * Returns the files in a tarball that don't belong there, and those that are missing.
 *
 * @param source the folder of a package
 * @param unpacked its tarball, unpacked
 */
export async function unexpectedFiles(source: string, unpacked: string): Promise<string[]> {
	const files = await filesIn(unpacked);
	const unexpected = files.filter(
		(file) => !BESIDE_DIST.includes(file) && !hasSource(source, file),
	);
	const missing = BESIDE_DIST.filter((file) => !files.includes(file));
	return [
		...unexpected.map((file) => `${file} does not belong in the package`),
		...missing.map((file) => `${file} is missing`),
	];
}

/** Returns whether a file in `dist` was built from a current source, and not from a removed one or a test. */
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

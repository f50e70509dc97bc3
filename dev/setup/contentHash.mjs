import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One hash over names and contents of files and of whole folders: times and git do not matter.
 *
 * @param {string} root
 * @param {string[]} paths files and folders under root; missing ones count as empty
 */
export function contentHash(root, paths) {
	const hash = createHash('sha256');
	for (const path of paths.flatMap((each) => filesIn(root, each))) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(root, path)))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesIn(root, path) {
	const full = join(root, path);
	if (!existsSync(full)) return [];
	if (!statSync(full).isDirectory()) return [path];
	return readdirSync(full)
		.sort()
		.flatMap((name) => filesIn(root, join(path, name)));
}

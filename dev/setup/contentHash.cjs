const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Returns one hash over names and contents of files and of whole folders: neither times nor git matter.
 *
 * @param {string} root
 * @param {string[]} paths files and folders under root; missing ones count as empty
 */
function contentHash(root, paths) {
	const hash = createHash('sha256');
	for (const path of paths.flatMap((each) => filesIn(root, each))) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(root, path)))
			.update('\0');
	}
	return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(root, path) {
	const full = join(root, path);
	if (!existsSync(full)) return [];
	if (!statSync(full).isDirectory()) return [path];
	return readdirSync(full)
		.sort()
		.flatMap((name) => filesIn(root, join(path, name)));
}

module.exports = { contentHash };

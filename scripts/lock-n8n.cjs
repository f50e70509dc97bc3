// Usage: node scripts/lock-n8n.cjs
// Writes the lock files in dev/setup/n8n/locks anew, after a change of n8nVersion.cjs or nodeForN8n.cjs there.
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const { FLAGS, packageJson } = require('../dev/setup/n8n/installN8n.cjs');
const { TESTED } = require('../dev/setup/n8n/n8nVersion.cjs');
const { nodePackageJson } = require('../dev/setup/n8n/nodeForN8n.cjs');
const { ROOT } = require('../dev/setup/paths.cjs');
const { step } = require('../dev/setup/progress.cjs');
const { npmDownload } = require('../dev/setup/registry.cjs');
const { showProblems } = require('../dev/setup/showProblems.cjs');

const LOCKS = join(ROOT, 'dev/setup/n8n/locks');

/** What npm writes into a lock file and doesn't read when it installs. */
const UNUSED = new Set(['deprecated', 'engines', 'funding', 'license', 'resolved']);

void showProblems(async () => {
	/** @type {Record<string, { text: string, flags: string[] }>} */
	const wanted = { 'node.json': { text: nodePackageJson(), flags: [] } };
	for (const n8n of TESTED) {
		wanted[`${n8n.version}.json`] = { text: packageJson(n8n), flags: FLAGS };
	}
	for (const name of readdirSync(LOCKS)) if (!(name in wanted)) rmSync(join(LOCKS, name));
	for (const [name, { text, flags }] of Object.entries(wanted)) {
		await step(name, async () => writeFileSync(join(LOCKS, name), await lockOf(text, flags)));
	}
});

/**
 * Returns the text of a lock file, with one line for each package.
 *
 * @param {string} text of package.json
 * @param {string[]} flags
 */
async function lockOf(text, flags) {
	const folder = mkdtempSync(join(tmpdir(), 'appcues-lock-'));
	try {
		writeFileSync(join(folder, 'package.json'), text);
		await npmDownload(['install', '--package-lock-only', '--ignore-scripts', ...flags], {
			cwd: folder,
		});
		/** @type {{ lockfileVersion: number, packages: Record<string, Record<string, unknown>> }} */
		const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
		const lines = Object.entries(lock.packages).map(([path, entry]) => {
			const kept = Object.entries(entry).filter(([key]) => !UNUSED.has(key));
			return `${JSON.stringify(path)}: ${JSON.stringify(Object.fromEntries(kept))}`;
		});
		const { lockfileVersion } = lock;
		return `{ "lockfileVersion": ${lockfileVersion}, "requires": true, "packages": {\n${lines.join(',\n')}\n} }\n`;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Creates a temporary folder that is removed when the process ends. In jest, whose modules get no `exit` event, it is in
 * the folder that jest's global teardown removes.
 */
export function temporaryFolder(name: string): string {
	const parent = process.env.APPCUES_ENGINE_FOLDER;
	const folder = mkdtempSync(join(parent ?? tmpdir(), `n8n-nodes-appcues-${name}-`));
	if (parent === undefined) {
		process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	}
	return folder;
}

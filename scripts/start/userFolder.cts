import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LOCAL } from '../../dev/n8n/paths.cjs';
import { acquireLock, isAlive } from '../../dev/setup/pidLock.cjs';
import type { StartOptions } from './options.cjs';

/** A folder for n8n's data. */
export interface UserFolder {
	path: string;
	/** Deletes what isn't kept. */
	dispose(): void;
}

/**
 * Opens a user folder: with --once a new one that is deleted afterwards, otherwise the one kept between starts.
 *
 * @throws {SetupError} when another start is using the kept one
 */
export async function openUserFolder({ once, fresh }: StartOptions): Promise<UserFolder> {
	if (once) return throwAway();
	const path = join(LOCAL, 'user');
	const release = await acquireLock(join(LOCAL, 'user.pid'), 'The n8n in .n8n-local/user is used');
	if (fresh) rmSync(path, { recursive: true, force: true });
	mkdirSync(path, { recursive: true });
	return { path, dispose: release };
}

// Not in this repository, where a linter could be reading the files that n8n writes.
const PREFIX = 'n8n-nodes-appcues-once-';

function throwAway(): UserFolder {
	removeOrphans();
	const path = join(tmpdir(), `${PREFIX}${process.pid}`);
	mkdirSync(path, { recursive: true });
	return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** Removes the folders of runs that were killed before they could delete them. */
function removeOrphans(): void {
	for (const name of readdirSync(tmpdir())) {
		const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
		if (pid && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
	}
}

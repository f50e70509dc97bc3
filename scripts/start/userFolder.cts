import { mkdirSync, readdirSync, rmSync } from 'node:fs';
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

function throwAway(): UserFolder {
	removeOrphans();
	const path = join(LOCAL, `once-${process.pid}`);
	mkdirSync(path, { recursive: true });
	return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** Removes the folders of runs that were killed before they could delete them. */
function removeOrphans(): void {
	mkdirSync(LOCAL, { recursive: true });
	for (const name of readdirSync(LOCAL)) {
		const pid = Number(/^once-(\d+)$/.exec(name)?.[1]);
		if (pid && !isAlive(pid)) rmSync(join(LOCAL, name), { recursive: true, force: true });
	}
}

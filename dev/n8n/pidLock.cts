import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { SetupError } from '../setup/setupError.cjs';

/**
 * Acquires a lock for this process until it ends or releases it. A lock of a process that has ended doesn't
 * count.
 *
 * @param file stores the process ID
 * @param what for the message, such as 'The n8n in .n8n-local/user is in use'
 * @returns a function that releases the lock
 * @throws {SetupError} while another process has it
 */
export async function acquireLock(file: string, what: string): Promise<() => void> {
	const owner = ownerOf(file);
	if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
		throw new SetupError(
			`${what} by another process (${owner}). Wait for it or stop it.\n` +
				`(If that process is unrelated, delete ${file})`,
		);
	}
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, String(process.pid));
	const release = (): void => rmSync(file, { force: true });
	process.once('exit', release);
	return release;
}

/** Returns whether a process with that ID is running, whoever owns it. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Returns whether the process has ended and is only listed because nobody has read its exit status. */
function isZombie(pid: number): boolean {
	const file = `/proc/${pid}/stat`;
	return existsSync(file) && /\) Z /.test(readFileSync(file, 'utf8'));
}

function ownerOf(file: string): number | undefined {
	try {
		return Number(readFileSync(file, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

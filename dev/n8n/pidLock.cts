import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Claims something for this process until it ends or lets go. A claim of a process that is no more
 * does not count.
 *
 * @param file remembers the process
 * @param what for the message, e.g. 'The n8n in .n8n-local/user is in use'
 * @returns lets go
 * @throws {SetupError} while another process has it
 */
export async function acquireLock(file: string, what: string): Promise<() => void> {
	const owner = ownerOf(file);
	if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
		const { SetupError } = await import('../setup/setupError.mjs');
		throw new SetupError(
			`${what} by another process (${owner}). Wait for it or stop it.\n` +
				`(If that process has nothing to do with this: delete ${file})`,
		);
	}
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, String(process.pid));
	const release = (): void => rmSync(file, { force: true });
	process.once('exit', release);
	return release;
}

/** Whether a process of that ID runs, be it ours or not. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Killed, and only still listed because nobody has asked for its exit status. */
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

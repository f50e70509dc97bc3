import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** PostgreSQL refuses to run as root. Debian's package creates this user for it. */
const ACCOUNT = 'postgres';

const isRoot = (): boolean => process.getuid?.() === 0;

/** Changes the owner of a folder to the user that runs PostgreSQL. */
export function handOver(folder: string): void {
	if (!isRoot()) return;
	const id = (flag: string) => Number(execFileSync('id', [flag, ACCOUNT], { encoding: 'utf8' }));
	chownSync(folder, id('-u'), id('-g'));
}

/** Returns the command that runs a program as the user for PostgreSQL: this user, unless it is root. */
export function unprivileged(program: string, ...args: string[]): [string, ...string[]] {
	if (!isRoot()) return [program, ...args];
	const account = [`--reuid=${ACCOUNT}`, `--regid=${ACCOUNT}`, '--clear-groups'];
	return ['setpriv', ...account, program, ...args];
}

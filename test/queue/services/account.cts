import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** PostgreSQL refuses to run as root; Debian's package makes this account for it. */
const ACCOUNT = 'postgres';

const isRoot = (): boolean => process.getuid?.() === 0;

/** Gives a folder to whoever runs PostgreSQL. */
export function handOver(folder: string): void {
	if (!isRoot()) return;
	const id = (flag: string) => Number(execFileSync('id', [flag, ACCOUNT], { encoding: 'utf8' }));
	chownSync(folder, id('-u'), id('-g'));
}

/** The command that runs a program as whoever may run PostgreSQL: this user, unless that is root. */
export function unprivileged(program: string, ...args: string[]): [string, ...string[]] {
	if (!isRoot()) return [program, ...args];
	const account = [`--reuid=${ACCOUNT}`, `--regid=${ACCOUNT}`, '--clear-groups'];
	return ['setpriv', ...account, program, ...args];
}

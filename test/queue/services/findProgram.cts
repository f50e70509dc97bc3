import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian installs the programs of PostgreSQL's server: one folder for each version, not in the PATH. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/** The server programs that queue mode needs, and their Debian packages. */
const PACKAGES = {
	initdb: 'postgresql',
	postgres: 'postgresql',
	pg_isready: 'postgresql',
	'redis-server': 'redis-server',
	'redis-cli': 'redis-server',
} as const;

export type Program = keyof typeof PACKAGES;

/** @throws when it isn't on this machine */
export function findProgram(program: Program): string {
	const found = foldersOf(program)
		.map((folder) => join(folder, program))
		.find((path) => existsSync(path));
	if (found === undefined) throw new Error(`${program} is not on this machine`);
	return found;
}

/** Returns the Debian packages to install before queue mode can be tested; none on a machine that has all. */
export function missingPackages(): string[] {
	const missing = (Object.keys(PACKAGES) as Program[]).filter(
		(program) => !foldersOf(program).some((folder) => existsSync(join(folder, program))),
	);
	return [...new Set(missing.map((program) => PACKAGES[program]))];
}

/** The newest PostgreSQL first. */
function foldersOf(program: Program): string[] {
	const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	if (PACKAGES[program] !== 'postgresql' || !existsSync(POSTGRES_VERSIONS)) return path;
	const versions = readdirSync(POSTGRES_VERSIONS).sort((a, b) => Number(b) - Number(a));
	return [...versions.map((version) => join(POSTGRES_VERSIONS, version, 'bin')), ...path];
}

import { createRequire } from 'node:module';

/**
 * Runs jest in this process, with the arguments this process was given behind the ones named here.
 * Jest sets the exit status.
 *
 * @param {string[]} args
 */
export async function runJest(args = []) {
	process.argv.splice(2, 0, ...args);
	createRequire(import.meta.url)('jest/bin/jest');
}

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Loads a `.cts` program into this very process, with tsx: no process in between that signals would
 * have to be passed on by. Only for use once the dependencies are installed.
 *
 * @param {URL} url the program's file
 */
export async function loadTypeScript(url) {
	const { register } = await import('tsx/cjs/api');
	register();
	return createRequire(import.meta.url)(fileURLToPath(url));
}

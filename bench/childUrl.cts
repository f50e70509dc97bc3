import type { ChildProcess } from 'node:child_process';

/**
 * Returns the URL that a server prints when it has started. Later output is read too, because a full pipe would stop it.
 *
 * @param pattern its first group is the URL
 */
export async function urlIn(child: ChildProcess, pattern: RegExp): Promise<string> {
	let printed = '';
	return await new Promise((resolve, reject) => {
		child.stdout?.on('data', (text) => {
			printed += String(text);
			const [, url] = pattern.exec(printed) ?? [];
			if (url !== undefined) resolve(url);
		});
		child.on('exit', () => reject(new Error(`The server did not start: ${printed}`)));
	});
}

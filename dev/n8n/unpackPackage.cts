import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from './paths.cjs';

const execute = promisify(execFile);

/**
 * Unpacks into a folder what `npm pack` packs, which is what users of the package get. `dist` must be built.
 *
 * @param target created if it doesn't exist; existing files stay
 * @param source the folder of the package.json. Default: this package's
 */
export async function unpackPackage(target: string, source: string = ROOT): Promise<void> {
	const temporary = await mkdtemp(join(tmpdir(), 'appcues-pack-'));
	try {
		await execute('npm', ['pack', `--pack-destination=${temporary}`], { cwd: source });
		const tarball = (await readdir(temporary)).find((file) => file.endsWith('.tgz'));
		if (!tarball) throw new Error('npm pack did not create a tarball');
		await mkdir(target, { recursive: true });
		await execute('tar', ['-xzf', join(temporary, tarball), '-C', target, '--strip-components=1']);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

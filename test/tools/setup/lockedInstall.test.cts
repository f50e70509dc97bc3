import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	installedCounter,
	installLocked,
	type LockFile,
} from '../../../dev/setup/lockedInstall.cjs';

/** A registry with one package, @some/tool 1.2.3. */
describe('An install from a lock file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'appcues-locked-'));
	const target = join(folder, 'target');
	const tarball = packTool(folder);
	const requests: string[] = [];
	let path = '/@some/tool/-/tool-1.2.3.tgz';
	let server: Server;
	const environment = { ...process.env };

	beforeEach(async () => {
		server = createServer(({ url = '' }, response) => {
			requests.push(decodeURIComponent(url));
			if (url === path) return response.end(tarball);
			if (/tool$/.test(url)) return response.end(JSON.stringify(listOfVersions()));
			return response.writeHead(url.startsWith('/-/ping') ? 200 : 404).end('{}');
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		Object.assign(process.env, {
			npm_config_registry: address(),
			npm_config_cache: join(folder, 'cache'),
			npm_config_noproxy: '127.0.0.1',
			npm_config_fetch_retries: '0',
		});
	});

	afterEach(async () => {
		process.env = { ...environment };
		await new Promise((done) => server.close(done));
		requests.length = 0;
		rmSync(join(folder, 'cache'), { recursive: true, force: true });
		rmSync(target, { recursive: true, force: true });
	});

	const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

	const listOfVersions = () => ({
		name: '@some/tool',
		'dist-tags': { latest: '1.2.3' },
		versions: {
			'1.2.3': {
				name: '@some/tool',
				version: '1.2.3',
				dist: { tarball: `${address().slice(0, -1)}${path}`, integrity: integrityOf(tarball) },
			},
		},
	});

	const install = async (bytes = tarball) => {
		const dependencies = { '@some/tool': '1.2.3' };
		const lock: LockFile & Record<string, unknown> = {
			lockfileVersion: 3,
			requires: true,
			packages: {
				'': { dependencies },
				'node_modules/@some/tool': { version: '1.2.3', integrity: integrityOf(bytes) },
			},
		};
		const packageJson = JSON.stringify({ private: true, dependencies });
		await installLocked(target, { packageJson, lock: JSON.stringify(lock) });
		return installedCounter(target, lock)();
	};
	const downloads = () => requests.filter((url) => !url.startsWith('/-/'));

	it('downloads the package and nothing else, and only once', async () => {
		expect(await install()).toEqual({ done: 1, total: 1 });
		expect(downloads()).toEqual([path]);
		await install();
		expect(downloads()).toEqual([path]);
	});

	it('works with a registry that has other URLs', async () => {
		path = '/download/tool.tgz';
		expect(await install()).toEqual({ done: 1, total: 1 });
		expect(downloads()).toEqual(['/@some/tool/-/tool-1.2.3.tgz', '/@some/tool', path]);
		path = '/@some/tool/-/tool-1.2.3.tgz';
	});

	it('refuses a package with another checksum, and tries again the next time', async () => {
		await expect(install(Buffer.from('another'))).rejects.toThrow(/EINTEGRITY/);
		expect(existsSync(join(target, 'node_modules/@some/tool/package.json'))).toBe(false);
		expect(await install()).toEqual({ done: 1, total: 1 });
	});
});

const integrityOf = (bytes: Buffer) =>
	`sha512-${createHash('sha512').update(bytes).digest('base64')}`;

function packTool(folder: string): Buffer {
	mkdirSync(join(folder, 'package'));
	const packageJson = JSON.stringify({ name: '@some/tool', version: '1.2.3' });
	writeFileSync(join(folder, 'package/package.json'), packageJson);
	execFileSync('tar', ['-czf', 'tool.tgz', 'package'], { cwd: folder });
	return readFileSync(join(folder, 'tool.tgz'));
}

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { promisify } from 'node:util';

import { NEWEST } from '../dev/setup/n8n/n8nVersion.cjs';
import { nodeForN8n } from '../dev/setup/n8n/nodeForN8n.cjs';

/** Describes the machine, line by line: kinds and versions, no names. */
export async function machine(): Promise<string[]> {
	const { stdout } = await promisify(execFile)(nodeForN8n(NEWEST).path, ['--version']);
	const memory = Math.round(totalmem() / 2 ** 30);
	return [
		`${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB of memory`,
		`${system()}, ${arch()}`,
		`n8n ${NEWEST.version}, its engine and its nodes on Node ${stdout.trim().slice(1)}; the fake on Node ${process.versions.node}`,
	];
}

function system(): string {
	const file = '/etc/os-release';
	if (!existsSync(file)) return platform();
	return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? platform();
}

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NEWEST } from '../../dev/setup/n8n/n8nVersion.cjs';
import { nodeForN8n } from '../../dev/setup/n8n/nodeForN8n.cjs';
import type { Measured } from './measure.cjs';
import type { Spec } from './spec.cjs';

const LIMIT_MS = 240_000;

/** Measures once, in a new process with n8n's Node and its own folder. */
export async function launch(spec: Spec, nodeOptions: string[] = []): Promise<Measured> {
	const folder = await mkdtemp(join(tmpdir(), 'appcues-bench-'));
	try {
		const output = await run(spec, folder, nodeOptions);
		return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measured;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function run(spec: Spec, folder: string, nodeOptions: string[]): Promise<string> {
	const script = join(__dirname, 'child.mjs');
	const args = ['--expose-gc', ...nodeOptions, script, NEWEST.folder, JSON.stringify(spec)];
	const child = spawn(nodeForN8n(NEWEST).path, args, {
		env: { ...process.env, ...environment(folder) },
		stdio: ['ignore', 'pipe', 'inherit'],
		timeout: LIMIT_MS,
	});
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	const status = await new Promise((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	// An isolate for expressions may crash while the process ends. The result is complete if it was printed.
	if (status === 0 || isResult(output)) return output;
	throw new Error(`${spec.task} by ${spec.way} ended with status ${String(status)}:\n${output}`);
}

const isResult = (output: string): boolean => /\n\{"wallMs":.*\}\n$/.test(output);

/** Read when n8n-core is loaded. Files are kept on disk, as n8n's server does by default. */
const environment = (folder: string) => ({
	NODE_ENV: 'production',
	N8N_USER_FOLDER: folder,
	N8N_ENCRYPTION_KEY: 'key-of-the-bench',
	N8N_LOG_LEVEL: 'silent',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});

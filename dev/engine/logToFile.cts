/**
 * Makes n8n's own logger write to a file, as N8N_LOG_OUTPUT does, at n8n's default level. The setting is read
 * when n8n-core is loaded, so this is imported before the engine, in a test file with `@jest-environment node`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from './temporaryFolder.cjs';

const file = join(temporaryFolder('log'), 'n8n.log');

process.env.N8N_LOG_LEVEL = 'info';
process.env.N8N_LOG_OUTPUT = 'file';
process.env.N8N_LOG_FILE_LOCATION = file;

interface LogLine {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

/** Returns what has been written so far. */
export function logLines(): LogLine[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as LogLine);
}

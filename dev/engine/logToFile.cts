/**
 * Has n8n's own logger write to a file, as N8N_LOG_OUTPUT does, at the level n8n has by default. It is read when
 * n8n-core is loaded: imported before the engine.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(mkdtempSync(join(tmpdir(), 'n8n-nodes-appcues-log-')), 'n8n.log');

process.env.N8N_LOG_LEVEL = 'info';
process.env.N8N_LOG_OUTPUT = 'file';
process.env.N8N_LOG_FILE_LOCATION = file;

interface LogLine {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

/** What was written up to now. */
export function logLines(): LogLine[] {
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as LogLine);
}

/**
 * n8n-core reads its settings when it is loaded, so this file is imported before it. n8n-core writes only to a
 * folder of its own in the machine's temporary folder.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-appcues-'));
process.env.N8N_ENCRYPTION_KEY ??= 'key-of-the-test-engine';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'default';

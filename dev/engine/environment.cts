/**
 * n8n-core reads its settings when it is loaded, so this file is imported before it. n8n-core writes only to a
 * temporary folder.
 */
import { temporaryFolder } from './temporaryFolder.cjs';

process.env.N8N_USER_FOLDER ??= temporaryFolder('user');
process.env.N8N_ENCRYPTION_KEY ??= 'key-of-the-test-engine';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'default';

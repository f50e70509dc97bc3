import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What the tools keep between runs; git ignores it. */
export const LOCAL = join(ROOT, '.n8n-local');

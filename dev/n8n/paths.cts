import { join, resolve } from 'node:path';

/** The folder of package.json. */
export const ROOT = resolve(__dirname, '../..');

/** What the tools keep between runs. Git ignores it. */
export const LOCAL = join(ROOT, '.n8n-local');

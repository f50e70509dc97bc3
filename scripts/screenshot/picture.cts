import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';

export const IMAGES = join(ROOT, 'docs/images');
export const NODE_IMAGES = join(IMAGES, 'nodes');

/** The size of the browser's window. */
export const SIZE = { width: 1400, height: 900 };

/** The hashes of the panels that the pictures show: see panelHash.cts. */
export const HASHES = join(NODE_IMAGES, 'panels.json');

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from '../../../dev/n8n/paths.cjs';
import type { Way } from '../spec.cjs';

/** Requires what n8n requires of a package. */

interface PackageFile {
	n8n: { nodes: string[]; credentials: string[] };
}

const requiring =
	(files: () => string[]): Way =>
	async () => {
		const load = createRequire(join(ROOT, 'package.json'));
		const wanted = files();
		return async () => {
			for (const file of wanted) load(file);
			return { items: wanted.length };
		};
	};

const node = requiring(() => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageFile;
	return [...n8n.credentials, ...n8n.nodes].map((file) => join(ROOT, file));
});

const http = requiring(() => ['n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js']);

export const load: Record<string, Way> = { node, http };

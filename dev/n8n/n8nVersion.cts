import { join } from 'node:path';

import { LOCAL } from './paths.cjs';

/** A version of n8n that can be installed and run here. */
export interface N8nVersion {
	/** Of n8n. */
	version: string;
	/** Where it is installed: outside our node_modules, or its Node would take over our scripts. */
	folder: string;
	/** The oldest Node that it runs on. */
	nodeMajor: number;
	/** Versions that n8n does not name or that the registry does not serve (package.json's `overrides`). */
	overrides?: Record<string, string>;
}

/** The newest n8n whose dependencies the registry serves. */
export const NEWEST: N8nVersion = {
	version: '2.41.1',
	folder: join(LOCAL, 'host'),
	nodeMajor: 24,
};

/** The newest n8n for Node 20. */
export const FOR_NODE_20: N8nVersion = {
	version: '2.8.4',
	folder: join(LOCAL, 'host-2.8.4'),
	nodeMajor: 20,
	overrides: {
		// The one n8n names is only on its makers' own server.
		xlsx: '0.18.5',
		// Those made after this n8n want parts that are newer than its own.
		'@langchain/langgraph-checkpoint': '1.0.0',
		'@sentry/node': '10.36.0',
		// npm would put an old one, which one part of n8n names, where @sentry/node looks.
		'@opentelemetry/core': '2.1.0',
	},
};

/**
 * @param version of n8n; default: the newest
 * @throws when none of ours has that version
 */
export function findN8nVersion(version: string = NEWEST.version): N8nVersion {
	const found = [NEWEST, FOR_NODE_20].find((each) => each.version === version);
	if (!found)
		throw new Error(`n8n ${version} is none of those that are tried here (n8nVersion.cts)`);
	return found;
}

import { join } from 'node:path';

import { LOCAL } from './paths.cjs';

/** An n8n version that can be installed and run here. */
export interface N8nVersion {
	/** The version of n8n. */
	version: string;
	/** Where it is installed: outside our node_modules, because otherwise its Node would run our scripts. */
	folder: string;
	/** The oldest Node version that it runs on. */
	nodeMajor: number;
	/** Overrides for versions that n8n doesn't name or that the registry doesn't serve (in package.json). */
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
		// The version that n8n names is only on its vendor's own server.
		xlsx: '0.18.5',
		// Later versions need packages that are newer than this n8n's.
		'@langchain/langgraph-checkpoint': '1.0.0',
		'@sentry/node': '10.36.0',
		// npm would install an old version, which one part of n8n names, where @sentry/node looks.
		'@opentelemetry/core': '2.1.0',
	},
};

/**
 * Returns a supported n8n version.
 *
 * @param version default: the newest
 * @throws when the version isn't supported
 */
export function findN8nVersion(version: string = NEWEST.version): N8nVersion {
	const found = [NEWEST, FOR_NODE_20].find((each) => each.version === version);
	if (!found)
		throw new Error(
			`n8n ${version} is not one of the tested versions (see dev/n8n/n8nVersion.cts)`,
		);
	return found;
}

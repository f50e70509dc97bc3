import { join } from 'node:path';

import { LOCAL } from './paths.cjs';

/** A version of n8n that can be installed and run here. */
export interface Host {
	/** Of n8n. */
	version: string;
	/** Where it is installed: outside our node_modules, or its Node would take over our scripts. */
	folder: string;
	/** The oldest Node that it runs on. */
	nodeMajor: number;
	/** Replaces packages that the registry does not serve (package.json's `overrides`). */
	overrides?: Record<string, string>;
}

/** The newest n8n whose dependencies the registry serves. */
export const NEWEST: Host = {
	version: '2.41.1',
	folder: join(LOCAL, 'host'),
	nodeMajor: 24,
};

/** The newest n8n for Node 20. */
export const FOR_NODE_20: Host = {
	version: '2.8.4',
	folder: join(LOCAL, 'host-2.8.4'),
	nodeMajor: 20,
	// n8n names an xlsx that only its makers' own server has.
	overrides: { xlsx: '0.18.5' },
};

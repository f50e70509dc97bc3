import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';
import { load, typeErrors, withWorkflowVersion } from './workflowVersion.cjs';

/** The oldest versions of n8n-workflow that work, and the ones before them in the registry. */
const TYPES = { floor: '2.5.0', below: '2.4.3' };
const LOADING = { floor: '1.83.0', below: '1.82.0' };

describe('n8n-workflow', () => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};

	it(`${TYPES.floor} has all types that the sources use`, async () => {
		expect(typeErrors(await withWorkflowVersion(TYPES.floor))).toEqual([]);
	});

	it(`${TYPES.below} lacks the option that keeps credentials out of redirects`, async () => {
		const errors = typeErrors(await withWorkflowVersion(TYPES.below));
		expect(errors.length).toBeGreaterThan(0);
		for (const error of errors) expect(error).toContain('sendCredentialsOnCrossOriginRedirect');
	});

	it(`${LOADING.floor} has everything that the built package loads`, async () => {
		const count = n8n.nodes.length + n8n.credentials.length;
		expect(await load(await withWorkflowVersion(LOADING.floor))).toBe(count);
	});

	it(`${LOADING.below} lacks the names of the connection types`, async () => {
		await expect(load(await withWorkflowVersion(LOADING.below))).rejects.toThrow(/'Main'/);
	});
});

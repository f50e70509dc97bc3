import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../dev/n8n/paths.cjs';
import { load, typeErrors, withWorkflowVersion } from './workflowVersion.cjs';

/** The oldest versions of n8n-workflow that will do, and the ones before: those the registry has. */
const TYPES = { floor: '2.5.0', below: '2.4.3' };
const LOADING = { floor: '1.83.0', below: '1.82.0' };

describe('n8n-workflow', () => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};

	it(`has from ${TYPES.floor} on all types that the sources use`, async () => {
		expect(typeErrors(await withWorkflowVersion(TYPES.floor))).toEqual([]);
	});

	it(`lacks in ${TYPES.below} the switch that keeps credentials from going along with redirects`, async () => {
		const errors = typeErrors(await withWorkflowVersion(TYPES.below));
		expect(errors.length).toBeGreaterThan(0);
		for (const error of errors) expect(error).toContain('sendCredentialsOnCrossOriginRedirect');
	});

	it(`has from ${LOADING.floor} on all that the built package loads`, async () => {
		const count = n8n.nodes.length + n8n.credentials.length;
		expect(await load(await withWorkflowVersion(LOADING.floor))).toBe(count);
	});

	it(`lacks in ${LOADING.below} the names of the connection types`, async () => {
		await expect(load(await withWorkflowVersion(LOADING.below))).rejects.toThrow(/'Main'/);
	});
});

import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

import { first } from '../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from './support/appcues.cjs';
import { inputOf, workingNodes } from './support/workingOperations.cjs';

const ROOT = join(__dirname, '..');
const TABLE = join(ROOT, 'docs/operations.md');

interface ContractOperation {
	operationId: string;
	'x-evidence': string;
}

/** The contract's operations by ID, each with its method and path. */
function contract() {
	const { paths } = parse(readFileSync(join(ROOT, 'docs/appcues-openapi.yaml'), 'utf8')) as {
		paths: Record<string, Record<string, ContractOperation>>;
	};
	return new Map(
		Object.entries(paths).flatMap(([path, methods]) =>
			Object.entries(methods).flatMap(([method, operation]) =>
				operation.operationId
					? [[operation.operationId, { method: method.toUpperCase(), path, operation }] as const]
					: [],
			),
		),
	);
}

/** The operations that poll a job, by operationId. */
const LOOKS = ['getJob', 'getAnalyticsExport'];

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const appcues = useAppcues();
useFastTime();

/** Runs every operation once and records its requests. */
async function rows(): Promise<string[]> {
	const known = contract();
	const lines: string[] = [];
	for (const [type, { operations }] of Object.entries(workingNodes)) {
		const { displayName } = appcues.engine.description(type);
		const choices = appcues.engine.operations(type);
		for (const working of operations) {
			const { operation, parameters } = working;
			appcues.fake.reset();
			appcues.fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
			const input = inputOf(working, appcues.fake);
			await appcues.run({ type, parameters: { operation, ...parameters }, input });
			const { log } = appcues.fake;
			// The request that does the work, without reads before it and status checks after it.
			const decisive = log.find(({ method }) => method !== 'GET') ?? first(log);
			const asked = known.get(decisive.operation ?? '');
			expect([type, operation, asked?.path]).toEqual([type, operation, expect.any(String)]);
			if (!asked) continue;
			// The fake refuses what the contract doesn't know. It would be listed without an operation.
			expect(log.filter((entry) => !entry.operation)).toEqual([]);
			const isJob = log.slice(1).some(({ operation: look = '' }) => LOOKS.includes(look));
			const name = choices.find(({ value }) => value === operation)?.name;
			const path = asked.path.replace('/v2/accounts/{account_id}', '');
			lines.push(
				`| ${displayName} | ${name} | \`${asked.method} ${path}\` | ${isJob ? 'job' : ''} | ${asked.operation['x-evidence']} |`,
			);
		}
	}
	return lines;
}

describe('docs/operations.md', () => {
	it('lists every operation with what it asks Appcues for', async () => {
		const table = `# Operations and requests

The request that each operation sends, below \`/v2/accounts/{account_id}\`. Status checks of jobs go to
\`GET /jobs/{job_id}\` (grade B), those of analytics exports to \`GET /analytics/exports/{job_id}\` (A).

Grades of evidence: **A** Appcues documents it, **B** seen in use, **C** documented by third parties, **?** unknown. The
contract is [appcues-openapi.yaml](appcues-openapi.yaml). \`UPDATE_DOCS=1 npm test -- test/operations\` writes this page.

| Node | Operation | Request | Done | Grade |
| --- | --- | --- | --- | --- |
${(await rows()).join('\n')}
`;
		if (process.env.UPDATE_DOCS) writeFileSync(TABLE, table);
		expect(readFileSync(TABLE, 'utf8')).toBe(table);
	});

	it('knows every node of the package', () => {
		const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		const types = n8n.nodes.map((file) => lowerFirst(basename(file, '.node.js')));
		// A trigger sends no requests.
		expect(types.filter((type) => !type.endsWith('Trigger')).sort()).toEqual(
			Object.keys(workingNodes).sort(),
		);
	});
});

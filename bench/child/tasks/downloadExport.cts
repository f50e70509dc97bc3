import axios from 'axios';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { bareClient, jobIdOf } from '../bare.cjs';
import { BenchEngine } from '../engine.cjs';
import { countsOf, workflowWay } from '../run.cjs';
import type { Spec, Way } from '../spec.cjs';
import { appcuesNode, chain, credentialsFor, nodeOf } from '../workflow.cjs';

/** An export of events to a file on disk. */

const SINCE = '2026-01-01T00:00:00Z';

/** Starts the export, checks its job, and stores the file in n8n. */
const node = workflowWay(
	() =>
		chain(
			appcuesNode('appcuesExport', {
				operation: 'events',
				timeRange: 'custom',
				startTime: SINCE,
				output: 'file',
			}),
		),
	() => [{ json: {} }],
);

/** Only downloads. A full workflow needs three more nodes before it. */
const http: Way = async (spec) => {
	const request = {
		url: await linkOf(spec),
		options: { response: { response: { responseFormat: 'file' } } },
	};
	const plan = chain(
		nodeOf('HTTP Request', 'n8n-nodes-base.httpRequest', request, { typeVersion: 4.5 }),
	);
	const engine = await BenchEngine.create();
	const run = engine.prepare(plan, [{ json: {} }], credentialsFor(spec));
	return async () => countsOf(await run());
};

/** Only downloads to a file. */
const bare: Way = async (spec) => {
	const link = await linkOf(spec);
	const path = join(process.env.N8N_USER_FOLDER ?? '', 'export.csv');
	return async () => {
		const { data } = await axios.get<Readable>(link, { responseType: 'stream' });
		await pipeline(data, createWriteStream(path));
		return { bytes: (await stat(path)).size };
	};
};

/** Returns a link to a finished export. */
async function linkOf(spec: Spec): Promise<string> {
	const client = bareClient(spec);
	const wanted = JSON.stringify({ format: 'csv', start_time: SINCE, conditions: [] });
	const headers = { 'content-type': 'application/json' };
	const job = jobIdOf(await client.post('/export/events', wanted, { headers }));
	const { data } = await client.get<unknown>(`/jobs/${job}`);
	const [link] = /https?:[^"]+\/download\/[^"]+/.exec(JSON.stringify(data)) ?? [];
	if (link === undefined) throw new Error('The job has no link');
	return link;
}

export const downloadExport: Record<string, Way> = { node, http, bare };

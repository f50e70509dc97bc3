import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';

import { elementAt } from '../../../dev/elements.cjs';
import { csvHeader } from '../../data.cjs';
import { bareClient } from '../bare.cjs';
import { workflowWay } from '../run.cjs';
import type { Spec, Way } from '../spec.cjs';
import { accountUrl, appcuesNode, chain, httpNode } from '../workflow.cjs';

/** Sends a CSV from n8n's binary store on disk to Appcues. */

const PATH = '/import/profiles';
const BOUNDARY = 'boundary-of-the-bench';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="crm.csv"\r\nContent-Type: text/csv\r\n\r\n`;
const TAIL = `\r\n--${BOUNDARY}--\r\n`;
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

/** An item with the file, stored as the Read/Write Files node does. */
async function itemsOf({ file = '' }: Spec): Promise<INodeExecutionData[]> {
	const location = { type: 'execution', workflowId: 'w', executionId: 'execution' } as const;
	const about = { data: '', mimeType: 'text/csv', fileName: basename(file) };
	const data = await Container.get(BinaryDataService).copyBinaryFile(location, about, file);
	return [{ json: {}, binary: { data } }];
}

const node = workflowWay(
	() => chain(appcuesNode('appcuesImport', { operation: 'profiles', source: 'file' })),
	itemsOf,
);

/** As one form with the item's file. */
const http = workflowWay(
	(spec) =>
		chain(
			httpNode({
				method: 'POST',
				url: `${accountUrl(spec)}${PATH}`,
				sendBody: true,
				contentType: 'multipart-form-data',
				bodyParameters: {
					parameters: [
						{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
					],
				},
			}),
		),
	itemsOf,
);

/** Streams from disk into one request. */
const bare: Way = async (spec) => {
	const { file = '' } = spec;
	const client = bareClient(spec);
	const { size } = await stat(file);
	async function* form() {
		yield Buffer.from(HEAD);
		yield* createReadStream(file);
		yield Buffer.from(TAIL);
	}
	const headers = { ...FORM, 'content-length': HEAD.length + size + TAIL.length };
	return async () => {
		// Without redirects, axios doesn't keep what it has sent.
		await client.post(PATH, Readable.from(form()), { headers, maxRedirects: 0 });
		return { items: 1 };
	};
};

/** Sends the parts that our node would send, cut in advance: reads and sends four at a time. */
const parts: Way = async (spec) => {
	const { file = '' } = spec;
	const client = bareClient(spec);
	const cuts = JSON.parse(await readFile(`${file}.parts`, 'utf8')) as number[];
	return async () => {
		const handle = await open(file);
		const waiting = cuts.slice(1).entries();
		const worker = async () => {
			for (const [index, end] of waiting) {
				const rows = Buffer.alloc(end - elementAt(cuts, index));
				await handle.read(rows, 0, rows.length, cuts[index]);
				const form = [HEAD + csvHeader, rows, TAIL].map((piece) => Buffer.from(piece as string));
				await client.post(PATH, Buffer.concat(form), { headers: FORM, maxRedirects: 0 });
			}
		};
		await Promise.all(Array.from({ length: 4 }, worker));
		await handle.close();
		return { items: cuts.length - 1 };
	};
};

export const importFile: Record<string, Way> = { node, http, bare, parts };

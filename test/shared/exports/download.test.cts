import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { gzipSync } from 'node:zlib';

import { first } from '../../../dev/elements.cjs';
import { Engine } from '../../../dev/engine/engine.cjs';
import { useFastTime } from '../../support/appcues.cjs';
import { FileHost } from './fileHost.cjs';

useFastTime();

let engine: Engine;
let host: FileHost;
beforeAll(async () => {
	engine = await Engine.create();
});
beforeEach(async () => {
	host = await FileHost.start();
});
afterEach(async () => await host.close());

const credentials = () => ({
	appcuesApi: {
		region: 'custom',
		baseUrl: host.url,
		accountId: '123456',
		apiKey: 'key',
		apiSecret: 'secret',
	},
});

const start = (rest: IDataObject = {}) =>
	engine.start({
		type: 'appcuesExport',
		parameters: {
			operation: 'events',
			timeRange: 'custom',
			startTime: '2026-11-01T00:00:00Z',
			...rest,
		},
		credentials: credentials(),
	});

/** The query string of the link must not appear anywhere. */
async function run(rest: IDataObject = {}) {
	const outcome = await start(rest).finished;
	expect(outcome.everything).not.toContain('X-Amz');
	return outcome;
}

const ROWS = Array.from({ length: 500 }, (_, id) => ({ id, name: `Zoë ${id} 👩🏽‍🚀` }));
const LINES = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');
const GZIP = gzipSync(LINES);

describe('a download', () => {
	it.each([
		['in one piece', LINES],
		['as gzip', GZIP],
		['as one JSON array', JSON.stringify(ROWS, null, 1)],
		['after a byte order mark', `\uFEFF${LINES}`],
		['without a line feed at the end', LINES.trimEnd()],
		['with CRLF', LINES.replaceAll('\n', '\r\n')],
	])('is read as items %s', async (_, body) => {
		host.serve = (response) => response.end(body);
		const outcome = await run();
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual(ROWS);
		expect(outcome.paired()).toEqual(ROWS.map(() => [0]));
	});

	it('is read as items byte by byte, with every character cut', async () => {
		const text = LINES.split('\n', 2).join('\n');
		host.serve = (response) => {
			const bytes = [...Buffer.from(text)];
			const next = () => {
				const byte = bytes.shift();
				if (byte === undefined) response.end();
				else response.write(Buffer.from([byte]), () => setImmediate(next));
			};
			next();
		};
		expect((await run()).json()).toEqual(ROWS.slice(0, 2));
	});

	it('is decompressed by n8n for a Content-Encoding, even when it is empty', async () => {
		host.serve = (response) => {
			const body = gzipSync('');
			response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length });
			response.end(body);
		};
		const outcome = await run();
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([]);
	});

	it('has no credentials, also after a redirect', async () => {
		host.serve = (response, attempt, { url }) => {
			if (attempt > 1) return response.end(LINES);
			return response.writeHead(307, { Location: `${host.url}${url}` }).end();
		};
		expect((await run()).json()).toHaveLength(500);
		expect(host.downloads).toHaveLength(2);
		for (const { headers } of host.downloads) expect(headers).not.toHaveProperty('authorization');
	});

	it.each([500, 502, 503, 504, 429])('is retried after a %d', async (status) => {
		host.serve = (response, attempt) => {
			if (attempt < 3) response.writeHead(status).end('busy');
			else response.end(LINES);
		};
		expect((await run()).json()).toHaveLength(500);
		expect(host.polls).toBe(1);
	});

	it.each([400, 403])('with an expired link (%d) gets a new one, once', async (status) => {
		host.serve = (response, attempt) => {
			if (attempt === 1) response.writeHead(status).end('<Code>AccessDenied</Code>');
			else response.end(LINES);
		};
		expect((await run()).json()).toHaveLength(500);
		expect(host.downloads.map(({ link }) => link)).toEqual([1, 2]);
	});

	it('whose new link is refused too ends with an error', async () => {
		host.serve = (response) => response.writeHead(403).end('<Code>AccessDenied</Code>');
		const { error } = await run();
		expect(error?.message).toBe('The download link has expired or was refused (status 403)');
		expect(error?.description).toMatch(
			/127\.0\.0\.1:\d+\/file, status 403.*finished the export as job job-1/s,
		);
		expect(host.downloads).toHaveLength(2);
	});

	it('of a removed file is not retried', async () => {
		host.serve = (response) => response.writeHead(404).end();
		expect((await run()).error?.message).toContain("doesn't exist (status 404)");
		expect(host.downloads).toHaveLength(1);
	});

	it('that stays busy ends after five attempts', async () => {
		host.serve = (response) => response.writeHead(503).end();
		expect((await run()).error?.message).toContain('after 5 attempts (status 503)');
	});
});

const half = (body: string | Buffer) => Buffer.from(body).subarray(0, Buffer.byteLength(body) / 2);

describe('a download that is cut off', () => {
	const faults: Array<[string, (response: Parameters<typeof host.serve>[0]) => void]> = [
		[
			'with its length known',
			(response) => {
				response.setHeader('Content-Length', Buffer.byteLength(LINES));
				response.write(half(LINES), () => response.destroy());
			},
		],
		[
			'with its length unknown',
			(response) => response.write(half(LINES), () => response.destroy()),
		],
		['in the middle of gzip', (response) => response.write(half(GZIP), () => response.destroy())],
		[
			'in the middle of Content-Encoding',
			(response) => {
				response.setHeader('Content-Encoding', 'gzip');
				response.write(half(GZIP), () => response.destroy());
			},
		],
	];
	for (const [how, breakOff] of faults) {
		for (const output of ['items', 'file']) {
			it(`${how} is restarted once, for ${output}`, async () => {
				host.serve = (response, attempt) => {
					if (attempt === 1) breakOff(response);
					else response.end(LINES);
				};
				const outcome = await run({ output, format: 'json' });
				expect(outcome.error).toBeUndefined();
				expect(host.downloads.map(({ link }) => link)).toEqual([1, 2]);
				if (output === 'items') expect(outcome.json()).toEqual(ROWS);
				else expect(first(outcome.json()).fileSize).toBe(Buffer.byteLength(LINES));
			});

			it(`${how} repeatedly is not accepted as complete, for ${output}`, async () => {
				host.serve = (response) => breakOff(response);
				const outcome = await run({ output, format: 'json' });
				expect(outcome.error?.message).toMatch(/was interrupted after \d+/);
				expect(outcome.json()).toEqual([]);
				expect(host.downloads).toHaveLength(2);
			});
		}
	}

	it('with half a gzip file and no transfer error is not accepted as complete', async () => {
		host.serve = (response) => response.end(half(GZIP));
		const outcome = await run();
		expect(outcome.error?.message).toContain("can't be unpacked");
		expect(outcome.json()).toEqual([]);
	});
});

describe('a download that is cancelled', () => {
	it('ends immediately', async () => {
		host.serve = (response) => response.write(half(LINES));
		const running = start();
		while (host.downloads.length === 0) await new Promise((resolve) => setImmediate(resolve));
		running.cancel();
		expect((await running.finished).status).toBe('canceled');
	});
});

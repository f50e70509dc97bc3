import { buffer, text } from 'node:stream/consumers';
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const EVERYTHING = { format: 'json', start_time: '2000-01-01T00:00:00Z', conditions: [] };

describe('Downloads', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ accounts: [smallAccount()], clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	async function start(body: object = EVERYTHING): Promise<string> {
		const { data } = await client.post('/export/events', body);
		clock.advance(1000);
		return data.job_id;
	}
	const linkOf = async (jobId: string): Promise<string> =>
		(await client.get(`/jobs/${jobId}`)).data.events.at(-1).attributes.signed_s3_url;
	const freshLink = async (body?: object) => linkOf(await start(body));
	const get = (url: string, options: AxiosRequestConfig = {}) =>
		axios.get(url, { validateStatus: () => true, responseType: 'text', proxy: false, ...options });
	const bytesOf = async (url: string) => {
		const { data, headers } = await get(url, { responseType: 'stream', decompress: false });
		return { bytes: await buffer(data), headers };
	};

	it('need only the link', async () => {
		const { status, data, headers } = await get(await freshLink());

		expect(status).toBe(200);
		expect(data.split('\n')).toHaveLength(11);
		expect(headers).toMatchObject({
			'content-type': 'application/x-ndjson',
			'content-disposition': 'attachment; filename="events.json"',
			'content-length': String(Buffer.byteLength(data)),
		});
	});

	it('have a link like S3’s, which is new on every status check', async () => {
		const id = await start();
		const [first, second] = [await linkOf(id), await linkOf(id)];

		const query = Object.fromEntries(new URL(first).searchParams);
		expect(query).toEqual({
			'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
			'X-Amz-Credential': 'FAKE/20260115/us-east-1/s3/aws4_request',
			'X-Amz-Date': '20260115T120001Z',
			'X-Amz-Expires': '3600',
			'X-Amz-SignedHeaders': 'host',
			'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
		});
		expect(second).not.toBe(first);
		expect((await get(first)).status).toBe(200);
		expect((await get(second)).status).toBe(200);
		expect((await get(first)).status).toBe(200);
	});

	it('are refused with an Authorization header, as by S3', async () => {
		const link = await freshLink();
		const answer = await get(link, { auth: { username: 'demo-key', password: 'demo-secret' } });

		expect(answer.status).toBe(400);
		expect(answer.headers['content-type']).toBe('application/xml');
		expect(answer.data).toMatch(
			/<Error><Code>InvalidArgument<\/Code><Message>Only one auth mechanism allowed/,
		);
	});

	it('are refused once the link has expired; a new one works', async () => {
		const id = await start();
		const link = await linkOf(id);

		clock.advance(3_599_999);
		expect((await get(link)).status).toBe(200);
		clock.advance(1);
		const answer = await get(link);

		expect(answer.status).toBe(403);
		expect(answer.data).toContain('<Code>AccessDenied</Code><Message>Request has expired');
		expect((await get(await linkOf(id))).status).toBe(200);
	});

	it('have links that are valid as long as set', async () => {
		fake.linkLifetime = 1500;
		const link = await freshLink();

		expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('2');
		clock.advance(1500);
		expect((await get(link)).status).toBe(403);
	});

	it.each([
		['without the query', (link: string) => link.split('?')[0] ?? '', 'AccessDenied'],
		[
			'with another signature',
			(link: string) => link.slice(0, -8) + '00000000',
			'SignatureDoesNotMatch',
		],
		[
			'with a longer life',
			(link: string) => link.replace('=3600', '=9999'),
			'SignatureDoesNotMatch',
		],
		['with more in the query', (link: string) => `${link}&x=1`, 'SignatureDoesNotMatch'],
		[
			'with another encoding',
			(link: string) => link.replaceAll('%2F', '/'),
			'SignatureDoesNotMatch',
		],
		['of another file', (link: string) => link.replace('job-', 'job-9'), 'SignatureDoesNotMatch'],
	])('are refused %s', async (_, change, code) => {
		const answer = await get(change(await freshLink()));

		expect([answer.status, answer.data]).toEqual([403, expect.stringContaining(code)]);
	});

	it('are refused for any other method', async () => {
		const answer = await axios.head(await freshLink(), { validateStatus: () => true });

		expect(answer.status).toBe(403);
	});

	it('are on a host without an API, and the API host has no downloads', async () => {
		const link = await freshLink();

		expect((await get(`${fake.downloadUrl}/v2/accounts/123456/tags`)).status).toBe(403);
		expect((await get(link.replace(fake.downloadUrl, fake.url))).status).toBe(404);
	});

	it('are gone after a reset', async () => {
		const link = await freshLink();
		fake.reset();

		expect((await get(link)).status).toBe(403);
		expect(fake.downloads).toHaveLength(1);
	});

	it('are logged separately, without the query and credential headers', async () => {
		const link = await freshLink();
		await get(link);
		await get(link, { headers: { authorization: 'Basic c2VjcmV0', cookie: 'a=b' } });

		const path = new URL(link).pathname;
		const entry = { at: clock.now(), method: 'GET', path, pathname: path };
		expect(fake.downloads).toEqual([
			{ ...entry, headers: expect.anything(), authorization: 'absent', status: 200 },
			{ ...entry, headers: expect.anything(), authorization: 'present', status: 400 },
		]);
		expect(path).toMatch(/^\/download\/123456\/job-\d+\/events\.json$/);
		expect(JSON.stringify(fake.downloads)).not.toMatch(/X-Amz|c2VjcmV0|a=b/i);
		expect(fake.requests(undefined, /download/)).toEqual([]);
	});

	describe('when compressed', () => {
		const plain = async () => (await get(await freshLink())).data as string;

		it('as gzip are a file of that type, not an encoding of the transfer', async () => {
			fake.exportEncoding = 'gzip';
			const link = await freshLink();
			const { bytes, headers } = await bytesOf(link);
			fake.exportEncoding = 'plain';

			expect(new URL(link).pathname).toMatch(/\/events\.json\.gz$/);
			expect(headers['content-type']).toBe('application/gzip');
			expect(headers).not.toHaveProperty('content-encoding');
			expect(gunzipSync(bytes).toString()).toBe(await plain());
		});

		it('as a ZIP hold one file', async () => {
			fake.exportEncoding = 'zip';
			const link = await freshLink({ ...EVERYTHING, format: 'csv' });
			const { bytes, headers } = await bytesOf(link);

			expect(new URL(link).pathname).toMatch(/\/events\.zip$/);
			expect(headers['content-type']).toBe('application/zip');
			expect(unzipped(bytes)).toEqual({
				name: 'events.csv',
				text: expect.stringMatching(/^id,name,timestamp,.*\r\nevent-1,Signed up,/),
			});
		});

		it('keep the requested format', async () => {
			fake.exportEncoding = 'gzip';
			const id = await start();
			fake.exportEncoding = 'plain';

			expect(await linkOf(id)).toContain('.json.gz?');
		});
	});

	describe('with generated rows', () => {
		it('have as many as set, in any format', async () => {
			fake.exportRows = 5000;

			const json = (await get(await freshLink())).data.trim().split('\n');
			const csv = (await get(await freshLink({ ...EVERYTHING, format: 'csv' }))).data.split('\n');

			expect(json).toHaveLength(5000);
			expect(JSON.parse(json[4999])).toMatchObject({ id: 'event-4999', user_id: 'user-4999' });
			expect(csv).toHaveLength(5002);
		});

		it('are sent while they are generated', async () => {
			fake.exportRows = 1_000_000_000;
			const { data, headers } = await get(await freshLink(), { responseType: 'stream' });

			expect(headers).not.toHaveProperty('content-length');
			for await (const chunk of data) {
				expect(chunk.length).toBeGreaterThan(0);
				break;
			}
		});

		it.each(['gzip', 'zip'] as const)('can be compressed as %s', async (encoding) => {
			Object.assign(fake, { exportRows: 20_000, exportEncoding: encoding });
			const { bytes } = await bytesOf(await freshLink());
			const content = encoding === 'gzip' ? gunzipSync(bytes).toString() : unzipped(bytes).text;

			expect(content.trim().split('\n')).toHaveLength(20_000);
		});

		it('can also be members', async () => {
			fake.exportRows = 3;
			const path = '/segments/seg-trial/segment_membership_export';
			const { data } = await client.post(path, { property_names: ['plan'] });
			clock.advance(1000);

			expect((await get(await linkOf(data.job_id))).data).toBe(
				'user_id,plan\r\nuser-0,plan 0\r\nuser-1,plan 1\r\nuser-2,plan 2\r\n',
			);
		});
	});

	describe('can fail', () => {
		it('with a status, once, in S3’s words', async () => {
			const link = await freshLink();
			fake.fault({ path: /\/download\//, status: 503, headers: { 'Retry-After': '1' } });

			const answer = await get(link);

			expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
			expect(answer.data).toContain('<Code>SlowDown</Code>');
			expect((await get(link)).status).toBe(200);
			expect(fake.downloads.map(({ status }) => status)).toEqual([503, 200]);
		});

		it('with any body', async () => {
			const link = await freshLink();
			fake.fault({ path: '/events.json', status: 404, body: 'gone' });

			expect(await get(link)).toMatchObject({ status: 404, data: 'gone' });
		});

		it('by an expired link', async () => {
			const link = await freshLink();
			fake.fault({ path: /\/download\//, expired: true });

			expect((await get(link)).data).toContain('Request has expired');
			expect((await get(link)).status).toBe(200);
		});

		it.each([0, 50_000])('in the middle of a file, with %d generated rows', async (exportRows) => {
			fake.exportRows = exportRows;
			const link = await freshLink();
			fake.fault({ path: /\/download\//, reset: 'mid-body' });

			const { status, data } = await get(link, { responseType: 'stream' });

			expect(status).toBe(200);
			await expect(text(data)).rejects.toThrow();
			expect((await get(link)).status).toBe(200);
		});

		it('before anything is sent', async () => {
			const link = await freshLink();
			fake.fault({ path: /\/download\//, reset: 'before' });

			await expect(get(link)).rejects.toMatchObject({ code: 'ECONNRESET' });
			expect(fake.downloads).toMatchObject([{ status: undefined }]);
		});

		it('by being slow', async () => {
			const link = await freshLink();
			fake.fault({ path: /\/download\//, delayMs: 60_000 });

			await expect(get(link, { timeout: 50 })).rejects.toMatchObject({ code: 'ECONNABORTED' });
		});
	});
});

/** Returns the only file of a ZIP, found from the end, as unpackers do. */
function unzipped(zip: Buffer): { name: string; text: string } {
	const end = zip.lastIndexOf('PK\x05\x06');
	expect([zip.readUInt16LE(end + 8), zip.readUInt16LE(end + 10), zip.length - end]).toEqual([
		1, 1, 22,
	]);
	const directory = zip.readUInt32LE(end + 16);
	expect(zip.readUInt32LE(end + 12)).toBe(end - directory);
	const entry = zip.subarray(directory, end);
	expect(entry.subarray(0, 4).toString()).toBe('PK\x01\x02');
	const [crc, deflated, size] = [16, 20, 24].map((at) => entry.readUInt32LE(at));
	const name = entry.subarray(46, 46 + entry.readUInt16LE(28)).toString();
	const local = zip.subarray(entry.readUInt32LE(42));
	expect(local.subarray(30, 30 + local.readUInt16LE(26)).toString()).toBe(name);
	const start = 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
	const content = inflateRawSync(local.subarray(start, start + Number(deflated)));
	expect([content.length, crc32(content)]).toEqual([size, crc]);
	return { name, text: content.toString() };
}

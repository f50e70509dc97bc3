import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

let server: Server | undefined;
afterEach(() => {
	server?.close();
	server = undefined;
});

/** A server that answers every connection with these bytes, once something was sent to it. */
async function answering(bytes: string): Promise<string> {
	const listening = createServer((socket) => {
		socket.once('data', () => socket.end(bytes));
		socket.on('error', () => socket.destroy());
	});
	server = listening;
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const create = async (baseUrl: string) =>
	await appcues.run({
		type: 'appcuesSegment',
		parameters: { operation: 'create', name: 'Beta testers' },
		credentials: appcues.credentials({ baseUrl }),
	});

describe('an answer that is no HTTP', () => {
	it.each([
		['garbage', 'SSH-2.0-OpenSSH_9.2\r\n'],
		['a broken chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
		['nothing at all', ''],
	])(
		'%s: whether the segment was created is not known, and the message says so',
		async (_, bytes) => {
			const run = await create(await answering(bytes));
			expect(run.error?.message).toMatch(/could not be reached/);
			expect(run.error?.description).toContain('may or may not have done this');
			expect(run.error?.description).not.toContain('never reached');
		},
	);
});

describe('a server without TLS behind an https address', () => {
	it('is reported, without a second try of what must not be done twice', async () => {
		const address = await answering('HTTP/1.1 400 Bad Request\r\n\r\n');
		const run = await create(address.replace('http:', 'https:'));
		expect(run.error?.message).toMatch(/could not be reached: .*\(1 try\)/);
	});
});

describe('an answer that repeats a signed link', () => {
	it.each([400, 500])('is quoted without its signature: status %i', async (status) => {
		const detail = 'cannot write https://files.example.com/x?X-Amz-Signature=signed';
		appcues.fake.fault({ path: '/segments', status, body: { title: 'Sorry', detail } });
		const run = await create(appcues.fake.url);
		expect(`${run.error?.message} ${run.error?.description}`).toContain('files.example.com/x');
		expect(run.everything).not.toContain('X-Amz-Signature');
	});
});

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

/** A server that responds to every connection with these bytes, once it received something. */
async function answering(bytes: string | Buffer): Promise<string> {
	const listening = createServer((socket) => {
		socket.once('data', () => socket.end(bytes));
		socket.on('error', () => socket.destroy());
	});
	server = listening;
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

/** The same for an HTTP response. */
const http = async (status: string, type: string, body: string | Buffer) =>
	await answering(
		Buffer.concat([
			Buffer.from(
				`HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
			),
			Buffer.from(body),
		]),
	);

const create = async (baseUrl: string) =>
	await appcues.run({
		type: 'appcuesSegment',
		parameters: { operation: 'create', name: 'Beta testers' },
		credentials: appcues.credentials({ baseUrl }),
	});

describe('a response that is not HTTP', () => {
	it.each([
		['garbage', 'SSH-2.0-OpenSSH_9.2\r\n'],
		['a broken chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
		['nothing at all', ''],
	])('%s: the message says that the segment may have been created', async (_, bytes) => {
		const run = await create(await answering(bytes));
		expect(run.error?.message).toMatch(/could not be reached/);
		expect(run.error?.description).toContain('may or may not have processed this request');
		expect(run.error?.description).not.toContain('never reached');
	});
});

describe('a server without TLS behind an https URL', () => {
	it('is reported, without a retry of what is not idempotent', async () => {
		const address = await answering('HTTP/1.1 400 Bad Request\r\n\r\n');
		const run = await create(address.replace('http:', 'https:'));
		expect(run.error?.message).toMatch(/could not be reached: .*\(1 attempt\)/);
	});
});

describe('a response that repeats a signed link', () => {
	it.each([400, 500])('is quoted without its signature: status %i', async (status) => {
		const detail = 'cannot write https://files.example.com/x?X-Amz-Signature=signed';
		appcues.fake.fault({ path: '/segments', status, body: { title: 'Sorry', detail } });
		const run = await create(appcues.fake.url);
		expect(`${run.error?.message} ${run.error?.description}`).toContain('files.example.com/x');
		expect(run.everything).not.toContain('X-Amz-Signature');
	});
});

describe('pages of proxies and gateways', () => {
	const LOGIN =
		'<!DOCTYPE html>\n<html>\n<head><style>a{}</style>\n<title>\n Sign in to Contoso </title></head><body>…</body></html>';

	it('a login page instead of a response: its title is shown', async () => {
		const { error } = await create(await http('200 OK', 'text/html', LOGIN));
		expect(error?.message).toBe('Appcues returned something other than JSON');
		expect(error?.description).toMatch(/^The response is a web page: "Sign in to Contoso"\.$/m);
		expect(error?.description).toMatch(/^The response starts with: "<!DOCTYPE html> <html>.*"\.$/m);
	});

	it('an error page: its title is the reason', async () => {
		const page = '<html><head><title>400 The plain HTTP request was sent</title></head></html>';
		const { error } = await create(await http('400 Bad Request', 'text/html', page));
		expect(error?.message).toBe(
			'Appcues refused the request: a web page with "400 The plain HTTP request was sent"',
		);
	});

	it.each([
		['not named', 'text/plain'],
		['named', 'text/plain; charset=windows-1252'],
	])('a refusal in Windows-1252, %s, is readable', async (_, type) => {
		const body = Buffer.from([
			0x5a, 0x75, 0x67, 0x72, 0x69, 0x66, 0x66, 0x20, 0x66, 0xfc, 0x72, 0x20, 0x80,
		]);
		const { error } = await create(await http('400 Bad Request', type, body));
		expect(error?.message).toBe('Appcues refused the request: "Zugriff für €"');
	});

	it('a refusal of an archive in Windows-1252 is readable too', async () => {
		const body = Buffer.from([0x66, 0xfc, 0x72, 0x20, 0x64, 0x69, 0x63, 0x68]);
		const baseUrl = await http('400 Bad Request', 'text/plain', body);
		const { error } = await appcues.run({
			type: 'appcuesExperience',
			parameters: {
				operation: 'getScreenshots',
				experienceType: 'mobile',
				experienceId: { __rl: true, mode: 'id', value: 'e-1' },
			},
			credentials: appcues.credentials({ baseUrl }),
		});
		expect(error?.message).toBe('Appcues refused the request: "für dich"');
	});

	it.each([
		['the colors of a terminal', '\u001b[31mNo\u001b[0m\r\n\taccess', '"No access"'],
		['NULs and bells', 'No access\u0000\u0007', '"No access"'],
		['bytes', '\u0000\u0001\u0002\u0003PK', '"binary data"'],
		['megabytes', `No access ${'x'.repeat(3_000_000)}`, `"No access ${'x'.repeat(110)}…"`],
		['JSON of a gateway', '{"message":"Forbidden"}', 'Forbidden'],
		[
			'lines in a title',
			'{"title":"No\\n\\taccess","detail":"\\u001b[31mat all."}',
			'No access: at all',
		],
	])('a refusal with %s is readable and short', async (_, body, shown) => {
		const { error } = await create(await http('400 Bad Request', 'text/plain', body));
		expect(error?.message).toBe(`Appcues refused the request: ${shown}`);
	});

	it('a response is read in the charset that it names', async () => {
		const body = Buffer.from('{"id":"s","name":"Zo\u00eb"}', 'latin1');
		const run = await create(await http('201 Created', 'application/json; charset=latin1', body));
		expect(run.json()).toEqual([expect.objectContaining({ name: 'Zoë' })]);
	});
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { FileHost } from '../shared/exports/fileHost.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { TestAuthority, TlsServer, trust, type CertificateKind } from '../support/certificates.cjs';

const appcues = useAppcues();
useFastTime();

let authority: TestAuthority;
beforeAll(() => {
	authority = new TestAuthority();
});
afterAll(() => authority.remove());

const ends: Array<() => unknown> = [];
afterEach(async () => {
	for (const end of ends.splice(0)) await end();
});

/** A server with a certificate of one kind. */
async function serverWith(kind: CertificateKind, { trusted = false } = {}): Promise<TlsServer> {
	const server = await TlsServer.start(authority.certificate(kind));
	const crl = kind === 'revoked' ? authority.revocations : undefined;
	if (trusted) ends.push(trust(authority.root, crl));
	ends.push(async () => await server.close());
	return server;
}

const list = async (baseUrl: string) =>
	await appcues.run({
		type: 'appcuesSegment',
		parameters: { operation: 'getAll', returnAll: true },
		credentials: appcues.credentials({ baseUrl }),
	});

/** The expected message for a certificate whose authority n8n does not know. */
const UNTRUSTED: Array<[CertificateKind, code: string, meaning: string]> = [
	['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
	['fine', 'SELF_SIGNED_CERT_IN_CHAIN', "n8n doesn't know"],
	['alone', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate alone'],
	['withoutRoot', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', "n8n doesn't know"],
];

/** The same when the authority is known. */
const WRONG: Array<[CertificateKind, code: string, headline: string]> = [
	['expired', 'CERT_HAS_EXPIRED', 'The TLS certificate of localhost has expired'],
	['notYetValid', 'CERT_NOT_YET_VALID', "The TLS certificate of localhost isn't valid yet"],
	['otherHost', 'ERR_TLS_CERT_ALTNAME_INVALID', 'The TLS certificate of localhost is for another'],
	['forClients', 'INVALID_PURPOSE', "The TLS certificate of localhost can't be used for a server"],
	[
		'belowNoAuthority',
		'INVALID_PURPOSE',
		"The TLS certificate of localhost can't be used for a server",
	],
	['revoked', 'CERT_REVOKED', 'The TLS certificate of localhost has been revoked'],
];

describe('a certificate of an authority that n8n does not know', () => {
	it.each(UNTRUSTED)('%s: says what is wrong and what to set', async (kind, code, meaning) => {
		const server = await serverWith(kind);
		const { error } = await list(server.url);
		expect(error?.message).toBe("n8n doesn't trust the TLS certificate of localhost");
		expect(error?.description).toContain(meaning);
		expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(error?.description).toContain('/opt/custom-certificates');
		expect(error?.description).toContain(`(${code}).`);
	});

	it('works once n8n trusts the authority', async () => {
		const server = await serverWith('fine', { trusted: true });
		expect((await list(server.url)).error).toBeUndefined();
		expect(server.requests).toBe(1);
	});
});

describe('an invalid certificate', () => {
	it.each(WRONG)('%s (%s): is reported', async (kind, code, headline) => {
		const server = await serverWith(kind, { trusted: true });
		const { error } = await list(server.url);
		expect(error?.message).toContain(headline);
		expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(error?.description).toContain(`(${code}).`);
	});

	it('for another host: names the hosts it is valid for', async () => {
		const server = await serverWith('otherHost', { trusted: true });
		expect((await list(server.url)).error?.description).toContain('DNS:proxy.example.com');
	});

	it.each(['expired', 'notYetValid'] as const)('%s: suggests checking the clock', async (kind) => {
		const server = await serverWith(kind, { trusted: true });
		expect((await list(server.url)).error?.description).toContain("time of n8n's machine");
	});
});

describe('any rejected certificate', () => {
	const kinds = [...UNTRUSTED, ...WRONG].map(([kind]) => kind);

	it.each(kinds)('%s: nothing is sent or retried', async (kind) => {
		const server = await serverWith(kind, { trusted: WRONG.some(([wrong]) => wrong === kind) });
		const { error } = await appcues.run({
			type: 'appcuesSegment',
			parameters: { operation: 'create', name: 'Beta testers' },
			credentials: appcues.credentials({ baseUrl: server.url }),
		});
		expect(error?.description).toContain('The request never reached Appcues.');
		expect([server.connections, server.requests]).toEqual([1, 0]);
	});

	it('is reported by the list of a locator', async () => {
		const server = await serverWith('selfSigned');
		const search = appcues.engine.search(
			'appcuesSegment',
			'searchSegments',
			appcues.credentials({ baseUrl: server.url }),
		);
		await expect(search).rejects.toMatchObject({
			message: "n8n doesn't trust the TLS certificate of localhost",
			description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
		});
	});

	it('of a download: names the storage host, the path and the job, and is tried once', async () => {
		const server = await serverWith('selfSigned');
		const host = await FileHost.start();
		host.fileUrl = `${server.url}/exports/1`;
		ends.push(async () => await host.close());
		const run = await appcues.run({
			type: 'appcuesExport',
			parameters: {
				operation: 'events',
				timeRange: 'custom',
				startTime: '2026-11-01T00:00:00Z',
				output: 'items',
			},
			credentials: appcues.credentials({ baseUrl: host.url }),
		});
		expect(run.error?.message).toBe("n8n doesn't trust the TLS certificate of localhost");
		expect(run.error?.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(run.error?.description).toMatch(/Download: localhost:\d+\/exports\/1\./);
		expect(run.error?.description).toContain('job job-1');
		expect(run.everything).not.toContain('X-Amz');
		expect([server.connections, server.requests]).toEqual([1, 0]);
	});
});

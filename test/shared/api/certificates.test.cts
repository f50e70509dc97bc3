import { describe, expect, it } from '@jest/globals';
import { NodeApiError, type INode } from 'n8n-workflow';

import { DownloadError, downloadLinkError } from '../../../nodes/shared/api/download';
import { requestError } from '../../../nodes/shared/api/errorMessages';
import { decideRetry } from '../../../nodes/shared/api/retry';
import { networkOutcome } from '../../../nodes/shared/api/send';

/** The codes that Node.js documents under "X509 certificate error codes", and those of its own host name check. */
const CODES = {
	CERT_CHAIN_TOO_LONG: "can't be used for a server",
	CERT_HAS_EXPIRED: 'has expired',
	CERT_NOT_YET_VALID: "isn't valid yet",
	CERT_REJECTED: "doesn't trust",
	CERT_REVOKED: 'has been revoked',
	CERT_SIGNATURE_FAILURE: 'is damaged',
	CERT_UNTRUSTED: "doesn't trust",
	CRL_HAS_EXPIRED: "can't check whether",
	CRL_NOT_YET_VALID: "can't check whether",
	CRL_SIGNATURE_FAILURE: "can't check whether",
	DEPTH_ZERO_SELF_SIGNED_CERT: "doesn't trust",
	ERROR_IN_CERT_NOT_AFTER_FIELD: 'is damaged',
	ERROR_IN_CERT_NOT_BEFORE_FIELD: 'is damaged',
	ERROR_IN_CRL_LAST_UPDATE_FIELD: "can't check whether",
	ERROR_IN_CRL_NEXT_UPDATE_FIELD: "can't check whether",
	ERR_TLS_CERT_ALTNAME_FORMAT: 'is damaged',
	ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host',
	HOSTNAME_MISMATCH: 'is for another host',
	INVALID_CA: "can't be used for a server",
	INVALID_PURPOSE: "can't be used for a server",
	OUT_OF_MEM: 'out of memory',
	PATH_LENGTH_EXCEEDED: "can't be used for a server",
	SELF_SIGNED_CERT_IN_CHAIN: "doesn't trust",
	UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'is damaged',
	UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'is damaged',
	UNABLE_TO_DECRYPT_CRL_SIGNATURE: "can't check whether",
	UNABLE_TO_GET_CRL: "can't check whether",
	UNABLE_TO_GET_ISSUER_CERT: "doesn't trust",
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "doesn't trust",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "doesn't trust",
	// Node.js has no code for these.
	UNSPECIFIED: "can't verify",
	// A code that a later version may have.
	CERT_OF_TOMORROW: "can't verify",
};

const node = { name: 'Appcues', type: 'appcuesSegment', typeVersion: 1 } as INode;

/** What axios throws for a code, as n8n wraps it: since 2.34 with its cause, before only with the code. */
const wrappings: Array<[string, (code: string) => unknown]> = [
	[
		'with its cause',
		(code) => new Error('n8n', { cause: Object.assign(new Error('why it is'), { code }) }),
	],
	['without a cause', (code) => new NodeApiError(node, { message: 'why it is', httpCode: code })],
];

const exchange = (path: string, host: string) => ({
	info: { method: 'POST', path, host, attempts: 1 },
	redact: (text: string) => text,
});

describe.each(wrappings)('a certificate code %s', (_, wrapped) => {
	it.each(Object.entries(CODES))('%s: is permanent, and nothing was sent', (code) => {
		const outcome = networkOutcome(wrapped(code));
		expect(outcome).toMatchObject({ code, delivered: 'no', permanent: true });
		const rules = { idempotent: true, maxAttempts: 5 };
		expect(decideRetry(outcome, 1, rules, undefined, 0.5)).toEqual({ retry: false });
	});

	it.each(Object.entries(CODES))('%s: the message says "%s", and the remedy', (code, words) => {
		const request = exchange('/v2/accounts/1/segments', 'api.appcues.com');
		const { message, description } = requestError(networkOutcome(wrapped(code)), request, {});
		expect(message).toContain('TLS certificate of api.appcues.com');
		expect(message).toContain(words);
		expect(message).not.toMatch(/error|problem|failure|mistake/i);
		expect(description).toContain('NODE_EXTRA_CA_CERTS');
		expect(description).toMatch(new RegExp(`^Node\\.js reports: .*\\b${code}\\)?\\.$`, 'm'));
		expect(description).toContain('The request never reached Appcues.');
		expect(description).not.toContain('check the network');
	});

	it.each(Object.entries(CODES))('%s: the same for a download', (code, words) => {
		const download = exchange('files.example.com/1.csv', 'files.example.com');
		const failure = downloadLinkError(networkOutcome(wrapped(code)), download);
		expect(failure).toBeInstanceOf(DownloadError);
		expect(failure.message).toContain('TLS certificate of files.example.com');
		expect(failure.message).toContain(words);
		expect(failure.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(failure.description).toContain('Download: files.example.com/1.csv.');
		expect(failure.recovery).toBe('none');
	});
});

describe('other errors', () => {
	it.each(['ECONNREFUSED', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ETIMEDOUT', 'HPE_INVALID'])(
		'%s: does not mention a certificate',
		(code) => {
			const { message, description } = requestError(
				networkOutcome(Object.assign(new Error('no'), { code })),
				exchange('/v2', 'api.appcues.com'),
				{},
			);
			expect(`${message} ${description}`).not.toMatch(/certificate/i);
		},
	);
});

type Reason = [topic: Topic, meaning: string];

const UNSPECIFIED: Reason = ['unknown', 'The certificate breaks a rule of TLS.'];

/** What is wrong with a certificate. Each topic has a headline and a remedy below. */
type Topic =
	| 'untrusted'
	| 'expired'
	| 'notYetValid'
	| 'otherHost'
	| 'revoked'
	| 'notChecked'
	| 'damaged'
	| 'unsuitable'
	| 'memory'
	| 'unknown';

/**
 * The codes that Node.js gives when it rejects a server's certificate (its documentation lists them under "X509 certificate
 * error codes"), and what each means.
 */
const CODES: Record<string, Reason> = {
	CERT_CHAIN_TOO_LONG: ['unsuitable', 'The chain from the certificate to its CA is too long.'],
	CERT_HAS_EXPIRED: ['expired', 'The certificate, or a CA above it, has expired.'],
	CERT_NOT_YET_VALID: ['notYetValid', "The certificate, or a CA above it, isn't valid yet."],
	CERT_REJECTED: ['untrusted', "n8n's machine rejects its CA."],
	CERT_REVOKED: ['revoked', 'The CA that issued the certificate has revoked it.'],
	CERT_SIGNATURE_FAILURE: ['damaged', "The certificate isn't signed by the CA that it names."],
	CERT_UNTRUSTED: ['untrusted', 'Its CA is not trusted for servers.'],
	CRL_HAS_EXPIRED: ['notChecked', 'The revocation list (CRL) of its CA has expired.'],
	CRL_NOT_YET_VALID: ['notChecked', "The revocation list (CRL) of its CA isn't valid yet."],
	CRL_SIGNATURE_FAILURE: ['notChecked', "The revocation list (CRL) isn't signed by its CA."],
	DEPTH_ZERO_SELF_SIGNED_CERT: ['untrusted', 'The certificate is self-signed: no CA issued it.'],
	ERROR_IN_CERT_NOT_AFTER_FIELD: ['damaged', "The certificate's last day can't be read."],
	ERROR_IN_CERT_NOT_BEFORE_FIELD: ['damaged', "The certificate's first day can't be read."],
	ERROR_IN_CRL_LAST_UPDATE_FIELD: ['notChecked', "A date in the revocation list can't be read."],
	ERROR_IN_CRL_NEXT_UPDATE_FIELD: ['notChecked', "A date in the revocation list can't be read."],
	ERR_TLS_CERT_ALTNAME_FORMAT: ['damaged', "The certificate's list of host names can't be read."],
	ERR_TLS_CERT_ALTNAME_INVALID: ['otherHost', "The certificate doesn't list this host name."],
	HOSTNAME_MISMATCH: ['otherHost', "The certificate doesn't list this host name."],
	INVALID_CA: ['unsuitable', 'A certificate above it is not one of a CA.'],
	INVALID_PURPOSE: [
		'unsuitable',
		'The certificate, or one above it, was issued for another purpose.',
	],
	OUT_OF_MEM: ['memory', 'The certificate could not be checked.'],
	PATH_LENGTH_EXCEEDED: ['unsuitable', 'A CA above it is not allowed to create CAs below it.'],
	SELF_SIGNED_CERT_IN_CHAIN: ['untrusted', "A CA issued the certificate that n8n doesn't know."],
	UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: ['damaged', "The public key of its CA can't be read."],
	UNABLE_TO_DECRYPT_CERT_SIGNATURE: ['damaged', "The certificate's signature can't be read."],
	UNABLE_TO_DECRYPT_CRL_SIGNATURE: ['notChecked', "The revocation list's signature can't be read."],
	UNABLE_TO_GET_CRL: ['notChecked', 'The revocation list (CRL) of its CA is missing.'],
	UNABLE_TO_GET_ISSUER_CERT: [
		'untrusted',
		'A CA between the certificate and a known CA is missing.',
	],
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
		'untrusted',
		"A CA issued the certificate that n8n doesn't know.",
	],
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
		'untrusted',
		"The server sent its certificate alone, and n8n doesn't know the CA that issued it.",
	],
	// For all other findings of OpenSSL, such as a short key. Only its text says what is wrong.
	UNSPECIFIED,
};

/** Codes of the same families that a later version of Node.js may add. */
const LIKELY = /^(?:CERT_|CRL_|DEPTH_ZERO_|ERR_TLS_CERT_|ERROR_IN_C|SELF_SIGNED_|UNABLE_TO_)/;

/** n8n's instructions for its Docker image. */
const GUIDE =
	'https://docs.n8n.io/hosting/configuration/configuration-examples/custom-certificate-authority/';

const OWN_CA = `A proxy that inspects TLS, or a test server, uses its own certificate authority (CA). Save that CA's certificate as a PEM file, and start n8n with the environment variable NODE_EXTRA_CA_CERTS set to the file's path. With n8n's Docker image, mount the file's folder to /opt/custom-certificates instead: ${GUIDE}`;

const OPERATOR = 'the operator of the server or proxy must install a new certificate';

const NO_HELP = "NODE_EXTRA_CA_CERTS doesn't help here.";

const renewed = `Check the date and time of n8n's machine. If they are right, ${OPERATOR}. If it's your own CA's certificate, replace it in the file that NODE_EXTRA_CA_CERTS names.`;

const TOPICS: Record<Topic, { headline: (host: string) => string; remedy: string }> = {
	untrusted: {
		headline: (host) => `n8n doesn't trust the TLS certificate of ${host}`,
		remedy: OWN_CA,
	},
	expired: { headline: (host) => `The TLS certificate of ${host} has expired`, remedy: renewed },
	notYetValid: {
		headline: (host) => `The TLS certificate of ${host} isn't valid yet`,
		remedy: renewed,
	},
	otherHost: {
		headline: (host) => `The TLS certificate of ${host} is for another host`,
		remedy: `Check that no proxy or DNS setting sends n8n to another server. Also check the credential's 'Base URL' if it contains this host. ${NO_HELP}`,
	},
	revoked: {
		headline: (host) => `The TLS certificate of ${host} has been revoked`,
		remedy: `The operator of the server or proxy must install a new one. ${NO_HELP}`,
	},
	notChecked: {
		headline: (host) => `n8n can't check whether the TLS certificate of ${host} has been revoked`,
		remedy:
			'Update the .crl file in /opt/custom-certificates, or remove it. NODE_EXTRA_CA_CERTS adds certificates only.',
	},
	damaged: {
		headline: (host) => `The TLS certificate of ${host} is damaged`,
		remedy: `If your own CA has a new certificate, replace the old one in the file that NODE_EXTRA_CA_CERTS names. Otherwise ${OPERATOR}.`,
	},
	unsuitable: {
		headline: (host) => `The TLS certificate of ${host} can't be used for a server`,
		remedy: `Check that the file that NODE_EXTRA_CA_CERTS names has the certificate of the CA itself. Otherwise ${OPERATOR}.`,
	},
	memory: {
		headline: (host) => `n8n ran out of memory with the TLS certificate of ${host}`,
		remedy:
			'Give n8n more memory, or keep only the certificates you need in the file that NODE_EXTRA_CA_CERTS names.',
	},
	unknown: {
		headline: (host) => `n8n can't verify the TLS certificate of ${host}`,
		remedy: OWN_CA,
	},
};

/** Returns whether Node.js rejected the server's certificate. The request wasn't sent then, and a retry is pointless. */
export const isCertificateCode = (code: string): boolean =>
	Object.hasOwn(CODES, code) || LIKELY.test(code);

/**
 * Returns a message that says what is wrong with a server's certificate, and what to do.
 *
 * @param host the server's name, without a port
 * @param said Node.js' own message, without secrets
 */
export function certificateMessage(
	code: string,
	host: string,
	said: string,
): { headline: string; lines: string[] } {
	const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
	const [topic, meaning] = known ?? UNSPECIFIED;
	const { headline, remedy } = TOPICS[topic];
	const reported = said === '' ? code : `${said.replace(/\.$/, '')} (${code})`;
	return {
		headline: headline(host || 'the server'),
		lines: [meaning, remedy, `Node.js reports: ${reported}.`],
	};
}

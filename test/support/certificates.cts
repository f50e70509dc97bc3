import { jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

/** A server's key and the certificates that it sends, as PEM. */
export interface ServerCertificate {
	key: string;
	cert: string;
}

const CONFIGURATION = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
default_days = 2
default_crl_days = 2
policy = any
[any]
commonName = supplied
[req]
distinguished_name = dn
[dn]
[authority]
basicConstraints = critical,CA:TRUE
[server]
subjectAltName = DNS:localhost
[otherHost]
subjectAltName = DNS:proxy.example.com
[client]
subjectAltName = DNS:localhost
extendedKeyUsage = clientAuth
`;

/** The kinds of certificates that a server can have. */
export type CertificateKind =
	| 'selfSigned'
	| 'fine'
	| 'alone'
	| 'withoutRoot'
	| 'expired'
	| 'notYetValid'
	| 'otherHost'
	| 'forClients'
	| 'belowNoAuthority'
	| 'revoked';

/** A certificate authority with certificates for `localhost`. It needs the `openssl` program. */
export class TestAuthority {
	private readonly folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-appcues-certificates-'));

	constructor() {
		writeFileSync(this.path('openssl.cnf'), CONFIGURATION);
		writeFileSync(this.path('index.txt'), '');
		const key = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
		this.openssl('genpkey', ...key, '-out', 'key.pem');
		this.selfSigned('root', 'authority');
	}

	/** The authority's own certificate, as PEM. */
	get root(): string {
		return this.read('root.pem');
	}

	/**
	 * A list of revoked certificates. It includes the one of {@link CertificateKind} `revoked` once that
	 * exists.
	 */
	get revocations(): string {
		this.openssl('ca', ...this.signer('root'), '-gencrl', '-out', 'crl.pem');
		return this.read('crl.pem');
	}

	/** Creates a certificate, with the chain that the server sends. */
	certificate(kind: CertificateKind): ServerCertificate {
		return { key: this.read('key.pem'), cert: this.chain(kind) };
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}

	private chain(kind: CertificateKind): string {
		switch (kind) {
			case 'selfSigned':
				return this.selfSigned('localhost', 'server');
			case 'fine':
				return this.issued('localhost', 'server') + this.root;
			case 'alone':
				return this.issued('localhost', 'server');
			case 'withoutRoot':
				return this.below('authority');
			case 'belowNoAuthority':
				return this.below('server') + this.root;
			case 'expired':
				return this.issued('localhost', 'server', ['20200101000000Z', '20200201000000Z']);
			case 'notYetValid':
				return this.issued('localhost', 'server', ['20990101000000Z', '20990201000000Z']);
			case 'otherHost':
				return this.issued('proxy', 'otherHost');
			case 'forClients':
				return this.issued('client', 'client');
			case 'revoked': {
				const revoked = this.issued('revoked', 'server');
				this.openssl('ca', ...this.signer('root'), '-revoke', 'revoked.pem');
				return revoked;
			}
		}
	}

	/** A certificate issued by an intermediate one below the root. */
	private below(extensions: 'authority' | 'server'): string {
		const between = this.issued('between', extensions);
		return this.issued('localhost', 'server', undefined, 'between') + between;
	}

	private selfSigned(name: string, extensions: string): string {
		const days = ['-days', '2', '-subj', `/CN=${name}`];
		const section = ['-config', 'openssl.cnf', '-extensions', extensions];
		const file = `${name}.pem`;
		this.openssl('req', '-x509', '-new', '-key', 'key.pem', ...days, ...section, '-out', file);
		return this.read(file);
	}

	private issued(
		name: string,
		extensions: string,
		[start, end]: [start?: string, end?: string] = [],
		by = 'root',
	): string {
		const dates = start && end ? ['-startdate', start, '-enddate', end] : [];
		const request = ['-new', '-key', 'key.pem', '-subj', `/CN=${name}`, '-config', 'openssl.cnf'];
		this.openssl('req', ...request, '-out', 'request.pem');
		const files = ['-in', 'request.pem', '-out', `${name}.pem`, '-notext', '-batch'];
		this.openssl('ca', ...this.signer(by), ...files, '-extensions', extensions, ...dates);
		return this.read(`${name}.pem`);
	}

	private signer(name: string): string[] {
		return ['-config', 'openssl.cnf', '-cert', `${name}.pem`, '-keyfile', 'key.pem'];
	}

	private openssl(...command: string[]): void {
		execFileSync('openssl', command, { cwd: this.folder, stdio: 'pipe' });
	}

	private read(name: string): string {
		return readFileSync(this.path(name), 'utf8');
	}

	private path(name: string): string {
		return join(this.folder, name);
	}
}

/** A server with a certificate that counts what reaches it. */
export class TlsServer {
	/** All connections, successful or not. */
	connections = 0;

	/** Requests that succeeded. */
	requests = 0;

	private constructor(private readonly server: Server) {
		server.on('connection', () => (this.connections += 1));
		server.on('request', (_, response) => {
			this.requests += 1;
			response.end('[]');
		});
	}

	static async start(certificate: ServerCertificate): Promise<TlsServer> {
		const server = createServer(certificate);
		const started = new TlsServer(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return started;
	}

	get url(): string {
		return `https://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/**
 * Makes this process trust an authority, as NODE_EXTRA_CA_CERTS does for a new process.
 *
 * @param crl a list of revoked certificates, which Node.js then requires for every certificate
 * @returns a function that ends it
 */
export function trust(ca: string, crl?: string): () => void {
	const { createSecureContext } = tls;
	const spy = jest
		.spyOn(tls, 'createSecureContext')
		.mockImplementation((options) =>
			createSecureContext({ ...options, ca: [...tls.rootCertificates, ca], ...(crl && { crl }) }),
		);
	return () => spy.mockRestore();
}

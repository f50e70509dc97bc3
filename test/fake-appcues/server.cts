import { type Server, createServer } from 'node:http';
import { createApp } from './app.cjs';
import { type FakeAppcuesOptions, FakeState } from './state.cjs';
import { warmUp } from './warmUp.cjs';

/** A fake that listens. */
export class FakeAppcues extends FakeState {
	readonly port: number;
	/** Where to send requests, without a slash at the end; the base URL of a credential. */
	readonly url: string;
	readonly #server: Server;

	constructor(options: FakeAppcuesOptions, server: Server, host: string) {
		super(options);
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('Not a TCP server');
		this.port = address.port;
		this.url = `http://${host.includes(':') ? `[${host}]` : host}:${this.port}`;
		this.#server = server;
		server.on('request', createApp(this, this.url));
	}

	/** Stops listening and ends every connection at once, kept-alive ones included. */
	close(): Promise<void> {
		return new Promise((resolve) => {
			this.#server.close(() => resolve());
			this.#server.closeAllConnections();
		});
	}
}

/**
 * Starts a pretend Appcues on a free port of this machine.
 *
 * @throws the error of `listen`, e.g. with the code EADDRINUSE
 */
export async function startFakeAppcues(options: FakeAppcuesOptions = {}): Promise<FakeAppcues> {
	const { port = 0, host = '127.0.0.1' } = options;
	const server = createServer();
	// Longer than any test: an idle connection that the server ends just when the client uses it again
	// would look like a fault that nobody asked for.
	server.keepAliveTimeout = 300_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	try {
		const fake = new FakeAppcues(options, server, host);
		await warmUp(fake.url);
		fake.reset();
		return fake;
	} catch (error) {
		server.close();
		server.closeAllConnections();
		throw error;
	}
}

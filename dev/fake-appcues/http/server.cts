import { type Server, createServer } from 'node:http';
import { createApp } from './app.cjs';
import { serveDownloads } from './serveDownloads.cjs';
import { type FakeAppcuesOptions, FakeState } from '../state.cjs';
import { warmUp } from './warmUp.cjs';

/** A fake that is listening. */
export class FakeAppcues extends FakeState {
	readonly port: number;
	/** Where to send requests, without a trailing slash: the base URL of a credential. */
	readonly url: string;
	/** The other origin, where export files are stored. */
	readonly downloadUrl: string;
	readonly #servers: Server[];

	constructor(options: FakeAppcuesOptions, api: Listener, downloads: Listener) {
		super(options);
		this.port = api.port;
		this.url = api.url;
		this.downloadUrl = downloads.url;
		this.fileHost.url = downloads.url;
		this.#servers = [api.server, downloads.server];
		api.server.on('request', createApp(this, this.url));
		downloads.server.on('request', serveDownloads(this));
	}

	/** Stops listening and closes every connection immediately, including kept-alive ones. */
	async close(): Promise<void> {
		await Promise.all(this.#servers.map(closed));
	}
}

interface Listener {
	server: Server;
	port: number;
	url: string;
}

/**
 * Starts a fake Appcues on a free port, and its download host on another.
 *
 * @throws the error of `listen`, for example with the code EADDRINUSE
 */
export async function startFakeAppcues(options: FakeAppcuesOptions = {}): Promise<FakeAppcues> {
	const { port = 0, host = '127.0.0.1', downloadPort = 0, downloadHost = 'localhost' } = options;
	const opened: Server[] = [];
	try {
		const api = await listen(port, host, opened);
		const downloads = await listen(downloadPort, downloadHost, opened);
		const fake = new FakeAppcues(options, api, downloads);
		await warmUp(fake.url);
		fake.reset();
		return fake;
	} catch (error) {
		await Promise.all(opened.map(closed));
		throw error;
	}
}

async function listen(port: number, host: string, opened: Server[]): Promise<Listener> {
	const server = createServer();
	// Longer than any test. If the server closed an idle connection just when the client used it again, it
	// would look like a fault that nobody asked for.
	server.keepAliveTimeout = 300_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	opened.push(server);
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('Not a TCP server');
	const name = host.includes(':') ? `[${host}]` : host;
	return { server, port: address.port, url: `http://${name}:${address.port}` };
}

function closed(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}

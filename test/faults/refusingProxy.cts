import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

const HOST = '127.0.0.1';

/** Node reports every connection attempt of this process here. */
const CONNECTIONS = 'net.client.socket';

/** When a proxy accepts connections: the first ones, and again after refusing some. */
export interface RefusalSchedule {
	accepts: number;
	refuses: number;
}

/** A proxy in front of a server that refuses connections while it is closed. */
export class RefusingProxy {
	#accepted = 0;
	#refused = 0;
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

	/** @param to the server's own URL, such as `http://127.0.0.1:1234` */
	static async inFrontOf(to: string, schedule: RefusalSchedule): Promise<RefusingProxy> {
		const port = await freePort();
		const proxy = new RefusingProxy(new URL(to), port, schedule);
		if (schedule.accepts > 0) await proxy.#listen();
		return proxy;
	}

	private constructor(
		private readonly to: URL,
		private readonly port: number,
		private readonly schedule: RefusalSchedule,
	) {
		this.#server = createServer((client) => this.#accept(client));
		subscribe(CONNECTIONS, this.#countRefusal);
	}

	get url(): string {
		return `http://${HOST}:${this.port}`;
	}

	/** How many connections were refused. */
	get refused(): number {
		return this.#refused;
	}

	/** Closes it permanently: nothing listens, and nothing stays connected. */
	async close(): Promise<void> {
		unsubscribe(CONNECTIONS, this.#countRefusal);
		for (const client of this.#sockets) client.destroy();
		if (this.#server.listening) await this.#stopListening();
	}

	async #listen(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(this.port, HOST, resolve));
	}

	/** Open connections stay open. */
	async #stopListening(): Promise<void> {
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#accept(client: Socket): void {
		this.#accepted += 1;
		if (this.#accepted === this.schedule.accepts && this.#refused < this.schedule.refuses) {
			void this.#stopListening();
		}
		const host = connect(Number(this.to.port), this.to.hostname);
		for (const [from, to] of [
			[client, host],
			[host, client],
		] as const) {
			this.#sockets.add(from);
			// A connection that breaks on one side also breaks on the other.
			pipeline(from, to, () => {
				from.destroy();
				to.destroy();
				this.#sockets.delete(from);
			});
		}
	}

	// Only the client learns of a refused connection.
	readonly #countRefusal = (message: unknown): void => {
		const { socket } = message as { socket: Socket };
		socket.once('error', (error: NodeJS.ErrnoException & { port?: number }) => {
			if (error.code !== 'ECONNREFUSED' || error.port !== this.port) return;
			this.#refused += 1;
			if (this.#refused === this.schedule.refuses) void this.#listen();
		});
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

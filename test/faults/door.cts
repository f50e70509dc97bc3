import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

const HOST = '127.0.0.1';

/** Node tells here of every connection that somebody in this process tries to make. */
const CONNECTIONS = 'net.client.socket';

/** When a door is open: for so many first connections, and again once so many were refused. */
export interface Hours {
	admits: number;
	refuses: number;
}

/** An address in front of a server, at which connections are refused while the door is shut. */
export class Door {
	#admitted = 0;
	#refused = 0;
	readonly #server: Server;
	readonly #guests = new Set<Socket>();

	/** @param to the server's own address, such as `http://127.0.0.1:1234` */
	static async before(to: string, hours: Hours): Promise<Door> {
		const port = await freePort();
		const door = new Door(new URL(to), port, hours);
		if (hours.admits > 0) await door.#open();
		return door;
	}

	private constructor(
		private readonly to: URL,
		private readonly port: number,
		private readonly hours: Hours,
	) {
		this.#server = createServer((guest) => this.#admit(guest));
		subscribe(CONNECTIONS, this.#watch);
	}

	get url(): string {
		return `http://${HOST}:${this.port}`;
	}

	/** How many connections were refused. */
	get refused(): number {
		return this.#refused;
	}

	/** For good: nobody listens any more, and nobody is connected. */
	async close(): Promise<void> {
		unsubscribe(CONNECTIONS, this.#watch);
		for (const guest of this.#guests) guest.destroy();
		if (this.#server.listening) await this.#shut();
	}

	async #open(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(this.port, HOST, resolve));
	}

	/** Those who are in may stay. */
	async #shut(): Promise<void> {
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#admit(guest: Socket): void {
		this.#admitted += 1;
		if (this.#admitted === this.hours.admits && this.#refused < this.hours.refuses) {
			void this.#shut();
		}
		const host = connect(Number(this.to.port), this.to.hostname);
		for (const [from, to] of [
			[guest, host],
			[host, guest],
		]) {
			this.#guests.add(from);
			// A connection that breaks on one side breaks on the other.
			pipeline(from, to, () => {
				from.destroy();
				to.destroy();
				this.#guests.delete(from);
			});
		}
	}

	// Nobody is told of a connection that was refused but the one who tried.
	readonly #watch = (message: unknown): void => {
		const { socket } = message as { socket: Socket };
		socket.once('error', (error: NodeJS.ErrnoException & { port?: number }) => {
			if (error.code !== 'ECONNREFUSED' || error.port !== this.port) return;
			this.#refused += 1;
			if (this.#refused === this.hours.refuses) void this.#open();
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

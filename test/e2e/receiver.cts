import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that was received. */
export interface Received {
	method: string;
	path: string;
	type: string | undefined;
	body: string;
}

/** The user's own servers in one: serves files and receives requests. */
export interface Receiver {
	/** Without a trailing slash. */
	url: string;
	/** Path → the response to GET. A string is CSV, anything else JSON. Other paths get a 404. */
	files: Map<string, unknown>;
	received: Received[];
	/** The text of the received chat messages. */
	messages(): string[];
}

/** The receiver's incoming webhook for chat messages. */
export const CHAT = '/chat';

/** Starts a receiver for the tests of a file. It is emptied before each test. */
export function withReceiver(): Receiver {
	const receiver: Receiver = {
		url: '',
		files: new Map(),
		received: [],
		messages: () =>
			receiver.received
				.filter(({ path }) => path === CHAT)
				.map(({ body }) => (JSON.parse(body) as { text: string }).text),
	};
	let server: Server;
	beforeAll(async () => {
		server = appOf(receiver).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	beforeEach(() => {
		receiver.files.clear();
		receiver.received.length = 0;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return receiver;
}

function appOf({ files, received }: Receiver) {
	const app = express();
	app.use(express.raw({ type: () => true, limit: '50mb' }));
	app.get('/*path', (request, response) => {
		const file = files.get(request.path);
		if (file === undefined) response.status(404).send('There is no such file');
		else if (typeof file === 'string') response.type('text/csv').send(file);
		else response.json(file);
	});
	app.all('/*path', (request, response) => {
		const { method, path, headers, body } = request;
		const text = Buffer.isBuffer(body) ? body.toString() : '';
		received.push({ method, path, type: headers['content-type'], body: text });
		response.json({ ok: true });
	});
	return app;
}

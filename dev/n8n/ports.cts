import { createServer, type AddressInfo } from 'node:net';

const LOCALHOST = '127.0.0.1';

/** Returns a port of this machine that is currently free. */
export async function freePort(): Promise<number> {
	const port = await listenBriefly(0);
	if (port === undefined) throw new Error('No free port');
	return port;
}

/** Returns whether a server could listen there now. */
export async function isFree(port: number): Promise<boolean> {
	return (await listenBriefly(port)) !== undefined;
}

async function listenBriefly(port: number): Promise<number | undefined> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, LOCALHOST, () => {
			const { port: got } = server.address() as AddressInfo;
			server.close(() => resolve(got));
		});
	});
}

import type { ServerResponse } from 'node:http';
import type { Fault } from '../model/fault.cjs';

/** A response to be sent. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	payload: string | Buffer;
}

/** Sends a response, with the damage that the fault asks for. */
export function transmit(response: ServerResponse, reply: Reply, fault: Fault | undefined): void {
	const payload = reply.status === 204 ? Buffer.alloc(0) : bytesOf(reply.payload);
	// The client may have left while a fault delayed the response.
	if (response.destroyed) return;
	if (fault?.reset === 'after') {
		response.destroy();
		return;
	}
	response.writeHead(reply.status, {
		...reply.headers,
		...(reply.status === 204 ? {} : { 'content-length': String(payload.length) }),
	});
	if (fault?.reset === 'mid-body') {
		// Half of it must be sent before the end, or the client sees no response at all.
		response.write(payload.subarray(0, Math.ceil(payload.length / 2)), () => response.destroy());
	} else if (fault?.trickle !== undefined) {
		void trickle(response, payload, fault.trickle);
	} else {
		response.end(payload);
	}
}

/** Waits. The timer never keeps a process alive. */
export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}

async function trickle(response: ServerResponse, payload: Buffer, ms: number): Promise<void> {
	for (let at = 0; at < payload.length && !response.destroyed; at += 1) {
		response.write(payload.subarray(at, at + 1));
		await pause(ms);
	}
	response.end();
}

function bytesOf(payload: string | Buffer): Buffer {
	return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

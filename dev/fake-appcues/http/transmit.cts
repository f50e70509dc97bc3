import type { ServerResponse } from 'node:http';
import type { Fault } from './faults.cjs';

/** An answer on its way out. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	payload: string | Buffer;
}

/** Puts an answer on the wire, as badly as the fault wants it. */
export function transmit(response: ServerResponse, reply: Reply, fault: Fault | undefined): void {
	const payload = reply.status === 204 ? Buffer.alloc(0) : bytesOf(reply.payload);
	// The client may have left while a fault made it wait.
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
		// Half of it has to be out before the end comes, or the client sees no answer at all.
		response.write(payload.subarray(0, Math.ceil(payload.length / 2)), () => response.destroy());
	} else if (fault?.trickle !== undefined) {
		void trickle(response, payload, fault.trickle);
	} else {
		response.end(payload);
	}
}

/** Waits; a timer of ours never keeps a process alive. */
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

import type { IExecuteFunctions } from 'n8n-workflow';

import { bodyText } from './charset';

/** A stream of bytes as n8n's helpers give and take it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** How long nothing may come while a body is under way, in milliseconds. */
const SILENCE_MS = 120_000;

/** A connection that died without a word would otherwise be waited for until the execution is cancelled. */
export function endWhenSilent(body: ByteStream): void {
	if (!('setTimeout' in body) || typeof body.setTimeout !== 'function') return;
	body.setTimeout(SILENCE_MS, () => body.destroy(new Error('Nothing came for two minutes')));
}

/** How many bytes there should be, as far as the server says so. */
export function lengthOf(headers: Record<string, unknown>, body: ByteStream): number | undefined {
	// A body that was unpacked on the way (Content-Encoding) is no longer the message itself, whose length is told.
	if (!('complete' in body)) return undefined;
	const length = Number(headers['content-length'] ?? Number.NaN);
	return Number.isInteger(length) ? length : undefined;
}

/** More than any message needs, and than Appcues' own envelope has. */
const START_BYTES = 20_000;

/**
 * Reads the start of a body that is to be quoted, and drops the rest; as much of it as came when it broke off.
 *
 * @param contentType names the charset, as far as it is known
 */
export async function startOf(body: ByteStream, contentType?: unknown): Promise<string> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			const bytes: Uint8Array = chunk;
			chunks.push(bytes);
			length += bytes.length;
			if (length >= START_BYTES) break;
		}
	} catch {
		// What came before it broke off says enough.
	}
	body.destroy();
	return bodyText(Buffer.concat(chunks), contentType);
}

import type { IExecuteFunctions } from 'n8n-workflow';

/** A stream of bytes, as n8n's helpers use it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** How long a body may pause, in milliseconds. */
const SILENCE_MS = 120_000;

/**
 * Destroys a body that stops sending data. Otherwise the node would wait for a silently lost connection until the
 * execution is canceled.
 */
export function endWhenSilent(body: ByteStream): void {
	if (!isSocketMessage(body)) return;
	body.setTimeout(SILENCE_MS, () => body.destroy(new Error('No data arrived for two minutes')));
}

interface SocketMessage {
	setTimeout(milliseconds: number, callback: () => void): unknown;
}

function isSocketMessage(body: ByteStream): body is ByteStream & SocketMessage {
	return 'setTimeout' in body && typeof body.setTimeout === 'function';
}

/** Returns the number of bytes that the server announced; undefined if it's unknown. */
export function lengthOf(headers: Record<string, unknown>, body: ByteStream): number | undefined {
	// If n8n has decompressed the body (Content-Encoding), the announced length doesn't apply to it.
	if (!('complete' in body)) return undefined;
	const length = Number(headers['content-length'] ?? Number.NaN);
	return Number.isInteger(length) ? length : undefined;
}

/** More than any message needs, and more than Appcues' JSON errors have. */
const START_BYTES = 20_000;

/**
 * Reads the start of a body for a message, and drops the rest. Returns what arrived if the body is interrupted.
 *
 * @param contentType names the charset, if known
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
		// What arrived before the interruption is enough.
	}
	body.destroy();
	return bodyText(Buffer.concat(chunks), contentType);
}

/** Servers that name no charset or a wrong one mostly use Windows' charset from before Unicode. */
const FALLBACK = 'windows-1252';

/**
 * Decodes a response's body in the charset of its `Content-Type`, else as UTF-8, else as Windows-1252, which old
 * servers and proxies use. Drops a byte order mark.
 */
export function bodyText(bytes: Uint8Array, contentType?: unknown): string {
	const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(String(contentType ?? ''))?.[1];
	return (
		decoded(bytes, byteOrderMark(bytes) ?? charset ?? 'utf-8') ??
		decoded(bytes, 'utf-8') ??
		decoded(bytes, FALLBACK) ??
		''
	);
}

function byteOrderMark([first, second]: Uint8Array): string | undefined {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/**
 * Returns undefined for an unknown charset and for invalid bytes, and drops an incomplete last character. Node.js 20.18.3
 * and later distinguish Windows-1252 from Latin-1 only with `stream` (nodejs/node#56542).
 */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}

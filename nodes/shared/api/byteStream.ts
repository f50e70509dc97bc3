import type { IExecuteFunctions } from 'n8n-workflow';

/** A stream of bytes as n8n's helpers give and take it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** How long nothing may come while a body is under way, in milliseconds. */
const SILENCE_MS = 120_000;

/** A connection that died without a word would otherwise be waited for until the execution is cancelled. */
export function endWhenSilent(body: ByteStream): void {
	if (!isSocketMessage(body)) return;
	body.setTimeout(SILENCE_MS, () => body.destroy(new Error('Nothing came for two minutes')));
}

interface SocketMessage {
	setTimeout(milliseconds: number, callback: () => void): unknown;
}

function isSocketMessage(body: ByteStream): body is ByteStream & SocketMessage {
	return 'setTimeout' in body && typeof body.setTimeout === 'function';
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

/** Servers that name no charset, or a wrong one, mostly mean the one that Windows had before Unicode. */
const FALLBACK = 'windows-1252';

/**
 * Returns the text of a response's body: in the charset that its `Content-Type` names, else UTF-8, else Windows-1252,
 * in which old servers and proxies write their pages. A byte order mark is dropped.
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
 * Undefined for a charset that is not known, and for bytes that it does not have; a cut last character is dropped.
 * Only as a stream does Node.js from 20.18.3 on tell Windows-1252 from Latin-1 (nodejs/node#56542).
 */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}

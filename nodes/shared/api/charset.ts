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

import type { ByteStream } from '../api/byteStream';

/** What a result file is by its first bytes, whatever its name and headers say. */
export type Content = 'zip' | 'gzip' | 'array' | 'lines' | 'text';

/** How many bytes tell: a ZIP's signature has four. */
const SIGNATURE_BYTES = 4;

export function contentOf(start: Uint8Array): Content {
	const [first, second, third] = start;
	if (first === 0x1f && second === 0x8b) return 'gzip';
	// "PK" and 3 (a file), 5 (an empty archive) or 7 (a part of one).
	if (first === 0x50 && second === 0x4b && [3, 5, 7].includes(third)) return 'zip';
	if (first === 0x5b) return 'array';
	return first === 0x7b ? 'lines' : 'text';
}

/**
 * Looks at the first bytes of a stream and puts them back, so that whoever reads it next gets all of it.
 *
 * @returns fewer bytes when the file is shorter, or broke off: the next reader will notice
 */
export async function peek(body: ByteStream): Promise<Uint8Array> {
	return await new Promise((resolve) => {
		const look = () => {
			const start: unknown = body.read(SIGNATURE_BYTES);
			const over = body.readableEnded || body.destroyed;
			if (!(start instanceof Uint8Array) && !over) return;
			for (const event of EVENTS) body.off(event, look);
			// At once: a stream that has been read to its end takes nothing back a moment later.
			if (start instanceof Uint8Array) body.unshift(start);
			resolve(start instanceof Uint8Array ? start : new Uint8Array());
		};
		for (const event of EVENTS) body.on(event, look);
		look();
	});
}

/** Whatever may bring a look further: more bytes, or no more of them. */
const EVENTS = ['readable', 'end', 'error', 'close'];

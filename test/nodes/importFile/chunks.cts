import fc from 'fast-check';
import { elementAt } from '../../../dev/elements.cjs';

/** Splits bytes into chunks with repeating sizes. */
export async function* chunked(bytes: Buffer, sizes: number[]): AsyncGenerator<Buffer> {
	for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
		const size = elementAt(sizes, turn % sizes.length);
		yield bytes.subarray(at, at + size);
		at += size;
	}
}

export const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

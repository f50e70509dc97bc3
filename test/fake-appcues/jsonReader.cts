import type { BodyContents, BodyReader } from './bodyReader.cjs';
import { Problem } from './problem.cjs';

/** Reads a body of JSON. */
export class JsonReader implements BodyReader {
	readonly #chunks: Buffer[] = [];

	constructor(readonly limit: number) {}

	take(chunk: Buffer): void {
		this.#chunks.push(chunk);
	}

	end(): BodyContents {
		try {
			const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
			return { json: JSON.parse(decoder.decode(Buffer.concat(this.#chunks))) };
		} catch {
			throw new Problem(400, 'body: is not valid JSON');
		}
	}
}

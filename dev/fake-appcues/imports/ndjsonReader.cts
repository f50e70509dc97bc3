import type { BodyContents, BodyReader } from './bodyReader.cjs';
import { Problem } from '../model/problem.cjs';
import type { Row } from './rowKinds.cjs';
import type { RowSink } from './rowSink.cjs';

/** Reads rows from NDJSON: one JSON object per line. Empty lines are skipped, and a BOM is refused. */
export class NdjsonReader implements BodyReader {
	readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	#line = 0;
	#rest = '';

	constructor(
		private readonly rows: RowSink,
		readonly limit: number,
	) {}

	take(chunk: Buffer): void {
		const text = this.#rest + this.#decoded(chunk);
		let start = 0;
		for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
			this.#takeLine(text.slice(start, end));
			start = end + 1;
		}
		this.#rest = text.slice(start);
	}

	end(): BodyContents {
		this.#takeLine(this.#rest + this.#decoded());
		return { rows: this.rows.end() };
	}

	#decoded(chunk?: Buffer): string {
		try {
			return this.#decoder.decode(chunk, { stream: chunk !== undefined });
		} catch {
			throw new Problem(400, `line ${this.#line + 1}: is not valid UTF-8`);
		}
	}

	#takeLine(text: string): void {
		this.#line += 1;
		if (text.trim() === '' && !text.startsWith('\uFEFF')) return;
		this.rows.take(parsed(text, this.#line), this.#line);
	}
}

function parsed(text: string, line: number): Row {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Problem(400, `line ${line}: is not valid JSON`);
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Problem(400, `line ${line}: is not an object`);
	}
	return { ...value };
}

import { InvalidInput } from '../invalidInput';
import { MAX_BATCH_BYTES } from './batches';
import type { FindEnd } from './recordEnds';
import { csvEnds, LF, lineEnds } from './recordEnds';

export type RecordFormat = 'csv' | 'ndjson';

const CR = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a file into its records while it is read: the records of CSV (a quoted value may hold line ends) or the lines
 * of NDJSON. A byte order mark, the ends of lines and blank lines are left out.
 *
 * @param name of the file, for messages
 * @returns the records that end in a chunk, chunk by chunk; they share the chunks' memory
 * @throws {InvalidInput} for a record too large to send, as comes of a quote that is never closed
 */
export async function* recordsOf(
	chunks: AsyncIterable<Uint8Array>,
	format: RecordFormat,
	name: string,
	maxBytes = MAX_BATCH_BYTES,
): AsyncGenerator<Buffer[]> {
	const cutter = new RecordCutter(format === 'csv' ? csvEnds() : lineEnds, format, name, maxBytes);
	for await (const chunk of withoutBom(chunks)) {
		const records = cutter.push(chunk);
		if (records.length > 0) yield records;
	}
	const last = cutter.end();
	if (last.length > 0) yield last;
}

class RecordCutter {
	/** The start of a record whose end has not come yet. */
	private open: Buffer[] = [];

	private openBytes = 0;

	private count = 0;

	constructor(
		private readonly findEnd: FindEnd,
		private readonly format: RecordFormat,
		private readonly name: string,
		private readonly maxBytes: number,
	) {}

	push(chunk: Buffer): Buffer[] {
		const records: Buffer[] = [];
		let start = 0;
		for (;;) {
			const end = this.findEnd(chunk, start);
			this.keep(chunk.subarray(start, end === -1 ? undefined : end));
			if (end === -1) return records;
			records.push(...this.close());
			start = end + 1;
		}
	}

	end(): Buffer[] {
		return this.close();
	}

	private keep(piece: Buffer): void {
		this.open.push(piece);
		this.openBytes += piece.length;
		if (this.openBytes > this.maxBytes) throw this.tooLarge();
	}

	/** The open record, unless it is blank. */
	private close(): Buffer[] {
		const whole = this.open.length === 1 ? this.open[0] : Buffer.concat(this.open);
		this.open = [];
		this.openBytes = 0;
		const record = whole.at(-1) === CR ? whole.subarray(0, -1) : whole;
		if (record.every((byte) => byte <= 0x20)) return [];
		this.count += 1;
		return [record];
	}

	private tooLarge(): InvalidInput {
		const row = this.format === 'csv' ? this.count : this.count + 1;
		const where = row === 0 ? 'The header' : `Row ${row}`;
		return new InvalidInput(
			`${where} of "${this.name}" is larger than ${this.maxBytes.toLocaleString('en')} bytes`,
			this.format === 'csv'
				? 'Look for a quote (") that opens a value there and is never closed.'
				: 'NDJSON has one JSON object per line: is the file one large JSON text?',
		);
	}
}

/** The mark may be spread over the first chunks. */
async function* withoutBom(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let head: Buffer | undefined = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		if (!head) {
			yield buffer;
			continue;
		}
		head = Buffer.concat([head, buffer]);
		if (head.length < BOM.length) continue;
		yield withoutMark(head);
		head = undefined;
	}
	if (head) yield head;
}

const withoutMark = (head: Buffer) =>
	head.subarray(0, BOM.length).equals(BOM) ? head.subarray(BOM.length) : head;

/** Puts records together again, each ended by a line feed. */
export function joinRecords(records: readonly Buffer[]): Buffer {
	const joined = Buffer.allocUnsafe(records.reduce((sum, { length }) => sum + length + 1, 0));
	let at = 0;
	for (const record of records) {
		joined.set(record, at);
		at += record.length;
		joined[at] = LF;
		at += 1;
	}
	return joined;
}

import { MAX_BATCH_BYTES, MAX_IMPORT_ROWS } from '../../shared/users/batches';
import { CsvScanner } from './csvScanner';
import type { FilePart } from './parts';

/** The part of a file between the end of the part before and this end, in bytes of UTF-8 without byte order marks. */
interface Cut {
	end: number;
	/** The row of the file of its first record, from 1, without the header. */
	firstRow: number;
	/** The number of records, one for each row. */
	count: number;
	hasLineBreaks: boolean;
}

/** Where to cut a file whose records are sent unchanged. */
export interface Cuts {
	/** The header as it is sent, with its line feed; empty for NDJSON. */
	head: Buffer;
	/** Where the records start. */
	start: number;
	cuts: Cut[];
}

const LF = 0x0a;

/**
 * Notes where to cut a file into parts while it is checked, so that nobody has to find the records again to send them. That
 * works for a file whose records all end with LF, without blank lines: then its parts are sent as they are in the file.
 */
export class CutPlan {
	private head: Buffer = Buffer.alloc(0);

	private start = 0;

	private readonly cuts: Cut[] = [];

	private open: Cut | undefined;

	/** The size of the open part with its header. */
	private bytes = 0;

	/** Where the next record must start. */
	private next = 0;

	private isWhole = true;

	constructor(
		private readonly maxRows = MAX_IMPORT_ROWS,
		private readonly maxBytes = MAX_BATCH_BYTES,
	) {}

	/** Notes the header as it is sent. The arguments are the same as those of {@link record}. */
	header(sent: Buffer, start: number, end: number, endsWithCr: boolean): void {
		this.follow(start, end, endsWithCr);
		this.start = this.next;
		this.head = Buffer.concat([sent, Buffer.of(LF)]);
	}

	/**
	 * Notes a record of the file.
	 *
	 * @param start in bytes from the start of the file
	 * @param end where its line end is
	 */
	record(start: number, end: number, endsWithCr: boolean, row: number, hasLineBreak: boolean) {
		if (!this.isWhole) return;
		const size = end + 1 - start;
		this.follow(start, end, endsWithCr);
		const isFull =
			this.open && (this.open.count >= this.maxRows || this.bytes + size > this.maxBytes);
		if (!this.open || isFull) {
			this.open = { end: 0, firstRow: row, count: 0, hasLineBreaks: false };
			this.cuts.push(this.open);
			this.bytes = this.head.length;
		}
		this.open.end = end + 1;
		this.open.count += 1;
		this.open.hasLineBreaks ||= hasLineBreak;
		this.bytes += size;
	}

	/** Returns where to cut the file, or undefined if its parts are not sent as they are in the file. */
	get result(): Cuts | undefined {
		return this.isWhole ? { head: this.head, start: this.start, cuts: this.cuts } : undefined;
	}

	private follow(start: number, end: number, endsWithCr: boolean): void {
		if (start !== this.next || endsWithCr) this.isWhole = false;
		this.next = end + 1;
	}
}

/**
 * Cuts a file into its parts. Reads it to its end, where `chunks` may find that it isn't the same.
 *
 * @param chunks the same UTF-8 as when it was checked
 */
export async function* cutParts(
	{ head, start: from, cuts }: Cuts,
	chunks: AsyncIterable<Buffer>,
): AsyncGenerator<FilePart> {
	const waiting = cuts.values();
	let { value: cut } = waiting.next();
	let pieces = [head];
	let position = 0;
	let start = from;
	for await (const chunk of chunks) {
		while (cut && cut.end <= position + chunk.length) {
			pieces.push(chunk.subarray(Math.max(0, start - position), cut.end - position));
			yield partOf(pieces, head.length, cut);
			pieces = [head];
			start = cut.end;
			({ value: cut } = waiting.next());
		}
		if (cut) pieces.push(chunk.subarray(Math.max(0, start - position)));
		position += chunk.length;
	}
	// The last record has no line end.
	if (cut) yield partOf([...pieces, Buffer.of(LF)], head.length, cut);
}

function partOf(pieces: Buffer[], head: number, { firstRow, count, hasLineBreaks }: Cut): FilePart {
	let data: Buffer | undefined;
	return {
		get data() {
			return (data ??= Buffer.concat(pieces));
		},
		pieces,
		head,
		rows: Array.from({ length: count }, (_, index) => firstRow + index),
		hasLineBreaks,
		get ends() {
			return hasLineBreaks ? endsOfRecords(this.data, head) : endsOfLines(this.data, head);
		},
	};
}

function endsOfLines(data: Buffer, head: number): number[] {
	const ends: number[] = [];
	for (let at = head; at < data.length; at = data.indexOf(LF, at) + 1)
		ends.push(data.indexOf(LF, at) + 1);
	return ends;
}

function endsOfRecords(data: Buffer, head: number): number[] {
	const ends: number[] = [];
	const scanner = new CsvScanner();
	scanner.push(data.subarray(head));
	while (scanner.next()) ends.push(head + scanner.end + 1);
	return ends;
}

import { MAX_BATCH_BYTES, MAX_BATCH_ROWS } from '../../shared/bulk/batches';
import type { RecordSink } from './recordReader';

/** A piece of a file that is sent in one request. */
export interface FilePart {
	/** Whole records, each ended by a line feed, with the header in front if there is one. */
	data: Buffer;
	/** Where the header ends. */
	head: number;
	/** Where each record ends. */
	ends: number[];
	/** Which row of the file each record is, from 1, the header not counted. */
	rows: number[];
	/** Some records go over several lines. */
	hasLineBreaks: boolean;
}

const LF = 0x0a;

/**
 * Packs records into parts of at most `maxRows` rows and `maxBytes` bytes. A record that is larger than that by itself
 * gets a part of its own.
 */
export class PartPacker implements RecordSink {
	private header: Buffer[] = [];

	private records: Buffer[] = [];

	private rows: number[] = [];

	private bytes = 0;

	private hasLineBreaks = false;

	private done: FilePart[] = [];

	constructor(
		private readonly maxRows = MAX_BATCH_ROWS,
		private readonly maxBytes = MAX_BATCH_BYTES,
	) {}

	head(record: Buffer): void {
		this.header = [record];
		this.bytes = record.length + 1;
	}

	record(record: Buffer, row: number, hasLineBreak: boolean): void {
		const size = record.length + 1;
		const isFull = this.rows.length >= this.maxRows || this.bytes + size > this.maxBytes;
		if (isFull && this.rows.length > 0) this.close();
		this.records.push(record);
		this.rows.push(row);
		this.bytes += size;
		this.hasLineBreaks ||= hasLineBreak;
	}

	/** Returns the parts that are full, once. */
	take(): FilePart[] {
		const taken = this.done;
		this.done = [];
		return taken;
	}

	/** Returns the parts that are left when there are no more records. */
	end(): FilePart[] {
		if (this.rows.length > 0) this.close();
		return this.take();
	}

	private close(): void {
		const { header, records, rows, hasLineBreaks } = this;
		const data = Buffer.allocUnsafe(this.bytes);
		const ends: number[] = [];
		let at = 0;
		for (const record of [...header, ...records]) {
			data.set(record, at);
			at += record.length;
			data[at] = LF;
			at += 1;
			ends.push(at);
		}
		const head = header.length > 0 ? (ends.shift() ?? 0) : 0;
		this.done.push({ data, head, ends, rows, hasLineBreaks });
		this.records = [];
		this.rows = [];
		this.bytes = head;
		this.hasLineBreaks = false;
	}
}

/** Returns a part as two, each with the header. Empty when it has but one record. */
export function halvesOf(part: FilePart): FilePart[] {
	const { length } = part.rows;
	if (length < 2) return [];
	const middle = Math.ceil(length / 2);
	return [slice(part, 0, middle), slice(part, middle, length)];
}

function slice({ data, head, ends, rows, hasLineBreaks }: FilePart, from: number, to: number) {
	const start = from === 0 ? head : ends[from - 1];
	const header = data.subarray(0, head);
	return {
		data: Buffer.concat([header, data.subarray(start, ends[to - 1])]),
		head,
		ends: ends.slice(from, to).map((end) => end - start + head),
		rows: rows.slice(from, to),
		hasLineBreaks,
	};
}

/** Returns the row of the file that a line of a part belongs to, the first line counted as 1. */
export function rowOfLine({ data, head, ends, rows }: FilePart, line: number): number | undefined {
	let seen = 0;
	for (let at = data.indexOf(LF); at !== -1; at = data.indexOf(LF, at + 1)) {
		seen += 1;
		if (seen < line) continue;
		const record = ends.findIndex((end) => at < end);
		return at < head || record === -1 ? undefined : rows[record];
	}
	return undefined;
}

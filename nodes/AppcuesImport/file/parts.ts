import type { ImportKind } from '../../shared/api/endpoints/types';
import { MAX_BATCH_BYTES, MAX_BATCH_ROWS } from '../../shared/users/batches';
import { InvalidInput } from '../../shared/util/invalidInput';
import { SOURCE_LABELS } from '../source';
import type { FieldChecks } from './fieldChecks';
import { capitalized } from './fieldChecks';

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

/** A file to be uploaded as a form does it. */
interface Upload {
	/** The name of the form's field. */
	field: string;
	fileName: string;
	/** Of the file: `text/csv`. */
	type: string;
	data: Buffer;
}

/**
 * Writes a form with one file (RFC 7578).
 *
 * @returns the body, and the content type that names its boundary, which stands nowhere in the file
 */
export function multipart({ field, fileName, type, data }: Upload): { type: string; data: Buffer } {
	const boundary = boundaryFor(data);
	const head = [
		`--${boundary}`,
		`Content-Disposition: form-data; name="${escaped(field)}"; filename="${escaped(fileName)}"`,
		`Content-Type: ${type}`,
		'',
		'',
	].join('\r\n');
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		data: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
	};
}

function boundaryFor(data: Buffer): string {
	for (let number = 1; ; number += 1) {
		const boundary = `----n8n-nodes-appcues-${number}`;
		if (!data.includes(boundary)) return boundary;
	}
}

/** As browsers do it: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escaped(name: string): string {
	return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Takes the records of a file, as Appcues should get them. */
interface RecordSink {
	/** The header of a CSV, which every part repeats. */
	head(record: Buffer): void;
	/**
	 * @param row of the file, from 1, the header not counted
	 * @param hasLineBreak whether a value in it goes over several lines
	 */
	record(record: Buffer, row: number, hasLineBreak: boolean): void;
}

/** What a file is read for. */
export interface Reading {
	kind: ImportKind;
	/** Columns that it must have. */
	required: readonly string[];
	checks: FieldChecks;
	/** Whether values are checked, and sent as the checks want them; otherwise records pass as they are. */
	looksAtValues: boolean;
	sink?: RecordSink;
}

/** Cuts the text of a file into its records, checks them and hands them on. */
export interface RecordReader {
	/** How many rows aren't blank. */
	readonly rows: number;
	/** Whether some records are sent otherwise than they are in the file. */
	readonly rewrites: boolean;
	/** Adds text (UTF-8) that ends with a whole character. @throws {InvalidInput} for what can't be sent */
	push(text: Buffer): void;
	/** Reads what is left when no more text comes. @throws {InvalidInput} as {@link push}, and when there are no rows */
	end(): void;
	/** Names the record that is being read: `row 12 of "people.csv"`. */
	here(): string;
}

/** A record has to fit into a request. */
export const MAX_RECORD_BYTES = 4_000_000;

/** What to say about a record that doesn't. @param where `row 12 of "people.csv"` */
export function tooLarge(where: string, remedy: string): InvalidInput {
	const size = MAX_RECORD_BYTES.toLocaleString('en');
	return new InvalidInput(`${capitalized(where)} is larger than ${size} bytes`, remedy);
}

/** What to say about a file without anything in it. */
export const IT_IS_EMPTY = `It is empty. Check the node that made it, and '${SOURCE_LABELS.file}'.`;

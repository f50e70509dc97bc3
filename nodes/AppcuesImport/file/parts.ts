import type { ImportKind } from '../../shared/api/endpoints/types';
import { MAX_BATCH_BYTES, MAX_IMPORT_ROWS } from '../../shared/users/batches';
import { InvalidInput } from '../../shared/util/invalidInput';
import { SOURCE_LABELS } from '../source';
import type { MappedColumn } from '../columnMap';
import type { CutPlan } from './cuts';
import type { FieldChecks } from './fieldChecks';
import { capitalized } from './fieldChecks';
import { elementAt } from '../../shared/util/elementAt';

/** A part of a file that is sent in one request. */
export interface FilePart {
	/** The header, if there is one, and whole records, each with a line feed at its end. */
	readonly data: Buffer;
	/** The same bytes in pieces. */
	pieces: readonly Buffer[];
	/** Where the header ends. */
	head: number;
	/** Where each record ends. */
	readonly ends: number[];
	/** The row of the file of each record, from 1, without the header. */
	rows: number[];
	/** Whether some records have several lines. */
	hasLineBreaks: boolean;
}

const LF = 0x0a;

/**
 * Packs records into parts of at most `maxRows` rows and `maxBytes` bytes. A larger record is a part by itself.
 */
export class PartPacker implements RecordSink {
	private header: Buffer[] = [];

	private records: Buffer[] = [];

	private rows: number[] = [];

	private bytes = 0;

	private hasLineBreaks = false;

	private done: FilePart[] = [];

	constructor(
		private readonly maxRows = MAX_IMPORT_ROWS,
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

	/** Returns the full parts, each only once. */
	take(): FilePart[] {
		const taken = this.done;
		this.done = [];
		return taken;
	}

	/** Returns the remaining parts, after the last record. */
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
		this.done.push({ data, pieces: [data], head, ends, rows, hasLineBreaks });
		this.records = [];
		this.rows = [];
		this.bytes = head;
		this.hasLineBreaks = false;
	}
}

/** Splits a part in two, each with the header. Returns an empty array for a single record. */
export function halvesOf(part: FilePart): FilePart[] {
	const { length } = part.rows;
	if (length < 2) return [];
	const middle = Math.ceil(length / 2);
	return [slice(part, 0, middle), slice(part, middle, length)];
}

function slice({ data, head, ends, rows, hasLineBreaks }: FilePart, from: number, to: number) {
	const start = from === 0 ? head : elementAt(ends, from - 1);
	const half = Buffer.concat([
		data.subarray(0, head),
		data.subarray(start, elementAt(ends, to - 1)),
	]);
	return {
		data: half,
		pieces: [half],
		head,
		ends: ends.slice(from, to).map((end) => end - start + head),
		rows: rows.slice(from, to),
		hasLineBreaks,
	};
}

/** Returns the row of the file that a line of a part belongs to. The first line is 1. */
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

/** A file to upload like a form. */
interface Upload {
	/** The name of the form field. */
	field: string;
	fileName: string;
	/** The type of the file: `text/csv`. */
	type: string;
	pieces: readonly Buffer[];
}

/**
 * Writes a form with one file (RFC 7578).
 *
 * @returns the body, and the content type with a boundary that the file doesn't contain
 */
export function multipart({ field, fileName, type, pieces }: Upload): {
	type: string;
	data: Buffer;
} {
	for (let number = 1; ; number += 1) {
		const boundary = `----n8n-nodes-appcues-${number}`;
		const lines = [
			`--${boundary}`,
			`Content-Disposition: form-data; name="${escaped(field)}"; filename="${escaped(fileName)}"`,
			`Content-Type: ${type}`,
		];
		const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
		const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
		// The file is copied only here.
		const data = Buffer.concat([head, ...pieces, tail]);
		const isUnique = data.indexOf(boundary, head.length) > data.length - tail.length;
		if (isUnique) return { type: `multipart/form-data; boundary=${boundary}`, data };
	}
}

/** Escapes a name like browsers do: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escaped(name: string): string {
	return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Receives the records of a file, as they are sent. */
interface RecordSink {
	/** Receives the header of a CSV, which is in every part. */
	head(record: Buffer): void;
	/**
	 * @param row of the file, from 1, without the header
	 * @param hasLineBreak whether a value in it has several lines
	 */
	record(record: Buffer, row: number, hasLineBreak: boolean): void;
}

/** How to read a file. */
export interface Reading {
	kind: ImportKind;
	/** The columns that it must have. */
	required: readonly string[];
	checks: FieldChecks;
	/** The columns of a CSV to rename. */
	renames: readonly MappedColumn[];
	/** Whether to check and correct values. If not, records are sent unchanged. */
	looksAtValues: boolean;
	sink?: RecordSink;
	/** Where to cut the file. */
	plan?: CutPlan;
}

/** Splits a file into its records, checks them and passes them on. */
export interface RecordReader {
	/** The number of rows that aren't blank. */
	readonly rows: number;
	/** Whether some records change before they are sent. */
	readonly rewrites: boolean;
	/** Adds UTF-8 that ends with a whole character. @throws {InvalidInput} for an invalid record */
	push(text: Buffer): void;
	/** Reads what is left after the last chunk. @throws {InvalidInput} as {@link push}, and if there are no rows */
	end(): void;
	/** Names the record that is being read: `row 12 of "people.csv"`. */
	here(): string;
}

/** The size that a request allows. */
export const MAX_RECORD_BYTES = 4_000_000;

/** Returns the error for a larger record. @param where `row 12 of "people.csv"` */
export function tooLarge(where: string, remedy: string): InvalidInput {
	const size = MAX_RECORD_BYTES.toLocaleString('en');
	return new InvalidInput(`${capitalized(where)} is larger than ${size} bytes`, remedy);
}

/** The remedy for an empty file. */
export const IT_IS_EMPTY = `It is empty. Check the node that created it, and '${SOURCE_LABELS.file}'.`;

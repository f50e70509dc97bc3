import type { IDataObject } from 'n8n-workflow';

import type { Exchange } from '../api/appcuesError';
import { DownloadError } from '../api/download';
import { pageText, serverText } from '../api/serverText';
import { parseJson } from '../util/parseJson';
import { CsvRows } from './csvRows';
import { JsonArray, JsonLines } from './jsonRows';
import type { RowFormat } from './rowFormat';
import { isRow, NESTED, RowFault } from './rowFormat';

/**
 * Reads the rows of an unpacked result file as its bytes arrive, cut anywhere. The first character says what the file
 * is, whatever was asked for: `[` is one JSON array, `{` is NDJSON, anything else is a CSV with a header. A byte order
 * mark is dropped, and an empty file has no rows.
 */
export class RowReader {
	private readonly decoder = new TextDecoder('utf-8', { fatal: true });

	private format: RowFormat | undefined;

	/** Before the first character that isn't blank. */
	private blankLines = 0;

	/** Both are for messages. @param advice what to do about a file that can't be read */
	constructor(
		private readonly download: Exchange,
		private readonly advice: string,
	) {}

	/** @throws {DownloadError} that names the line or row that can't be read */
	push(bytes: Uint8Array): IDataObject[] {
		return this.read(this.decode(bytes));
	}

	/** Returns the rows that are left when all bytes are in. @throws {DownloadError} as {@link push} */
	end(): IDataObject[] {
		const rows = this.read(this.decode());
		return rows.concat(this.rowsFrom(() => this.format?.end() ?? []));
	}

	private decode(bytes?: Uint8Array): string {
		try {
			return this.decoder.decode(bytes, { stream: bytes !== undefined });
		} catch {
			const { unit = 'row', count = 0 } = this.format ?? {};
			const place = count > 0 ? ` somewhere after ${unit} ${count}` : '';
			throw this.refusal(new RowFault(`The export is not UTF-8 text${place}`, ''));
		}
	}

	private read(text: string): IDataObject[] {
		const start = this.format ? text : text.trimStart();
		this.blankLines += text.slice(0, text.length - start.length).split('\n').length - 1;
		if (start === '') return [];
		const format = (this.format ??= this.formatOf(start));
		return this.rowsFrom(() => format.push(start));
	}

	private formatOf(start: string): RowFormat {
		if (start.startsWith('[')) return new JsonArray();
		if (start.startsWith('{')) return new JsonLines(this.blankLines);
		return start.startsWith('<') ? new Page() : new CsvRows();
	}

	private rowsFrom(read: () => IDataObject[]): IDataObject[] {
		try {
			const rows = read();
			for (const row of rows) readNested(row);
			return rows;
		} catch (thrown) {
			return this.refuse(thrown);
		}
	}

	private refuse(thrown: unknown): never {
		throw thrown instanceof RowFault ? this.refusal(thrown) : thrown;
	}

	private refusal({ message, found, remedy = this.advice }: RowFault): DownloadError {
		const { info, redact } = this.download;
		const page = pageText(found, 120, redact);
		const start = page ?? serverText(found, 80, redact);
		return new DownloadError(
			message,
			`${start === '' ? '' : `It ${page === undefined ? 'starts with' : 'says'}: "${start}".\n`}${remedy}`,
			info,
			'none',
		);
	}
}

/** A proxy's page or a storage service's refusal in XML: it has no rows. */
class Page implements RowFormat {
	readonly unit = 'line';

	readonly count = 0;

	private text = '';

	push(piece: string): IDataObject[] {
		this.text += piece;
		return this.text.length < 2000 ? [] : this.end();
	}

	end(): never {
		throw new RowFault(
			'The download is a web page or XML, not the export',
			this.text,
			'A proxy or a login page may be between n8n and the host of the file.',
		);
	}
}

/** Parses a field that holds an object as JSON text. Any other field stays as it is. */
function readNested(row: IDataObject): void {
	for (const name of NESTED) {
		const value = row[name];
		if (typeof value !== 'string' || !/^\s*\{/.test(value)) continue;
		const parsed = parseJson(value, 'exact');
		if (isRow(parsed)) row[name] = parsed;
	}
}

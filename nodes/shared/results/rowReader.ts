import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../api/answers';
import type { Exchange } from '../api/appcuesError';
import { DownloadError } from '../api/downloadError';
import { serverText } from '../api/serverText';
import { parseJson } from '../util/parseJson';
import type { Splitter } from './splitter';
import { ArrayElements, Lines } from './splitter';

/**
 * Reads the rows of a result file as its bytes arrive: JSON lines, as Appcues exports them, or one JSON array. Bytes
 * may be cut anywhere, also within a character. A byte order mark is dropped.
 */
export class RowReader {
	private readonly decoder = new TextDecoder();

	/** Chosen by the first character that is not blank. */
	private splitter?: Splitter;

	private count = 0;

	/** @param download for messages */
	constructor(private readonly download: Exchange) {}

	/** @throws {DownloadError} naming the line that is no JSON object */
	push(bytes: Uint8Array): IDataObject[] {
		return this.rows(this.decoder.decode(bytes, { stream: true }));
	}

	/** The rows that are left once all bytes are in. @throws {DownloadError} as {@link push} */
	end(): IDataObject[] {
		const rows = this.rows(this.decoder.decode());
		return [...rows, ...this.parseAll(this.splitter?.end() ?? [])];
	}

	private rows(text: string): IDataObject[] {
		if (!this.splitter) {
			const start = text.trimStart();
			if (start === '') {
				this.count += text.split('\n').length - 1;
				return [];
			}
			this.splitter = start.startsWith('[') ? new ArrayElements() : new Lines();
		}
		return this.parseAll(this.splitter.push(text));
	}

	private parseAll(texts: string[]): IDataObject[] {
		const rows: IDataObject[] = [];
		for (const text of texts) {
			this.count += 1;
			if (text.trim() === '') continue;
			const row = parseJson(text, 'exact');
			if (!isRow(row)) throw this.noRow(text.trim());
			rows.push(row);
		}
		return rows;
	}

	private noRow(text: string): DownloadError {
		const { facts, redact } = this.download;
		return new DownloadError(
			`${this.splitter?.unit === 'row' ? 'Row' : 'Line'} ${this.count} of the export is not a JSON object`,
			`It starts with: "${serverText(text, 80, redact)}".\nTo get the export as it is, choose 'File' in 'Output'.`,
			facts,
			'never',
		);
	}
}

const isRow = (value: unknown): value is IDataObject => isObject(value);

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../api/answers';
import type { RequestFacts } from '../api/appcuesError';
import { DownloadError } from '../api/downloadError';
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

	/** @param facts of the download, for messages */
	constructor(private readonly facts: RequestFacts) {}

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
			const row = parse(text);
			if (!isRow(row)) throw this.noRow(text.trim());
			rows.push(row);
		}
		return rows;
	}

	private noRow(text: string): DownloadError {
		const start = text.length > 80 ? `${text.slice(0, 80)}…` : text;
		return new DownloadError(
			`${this.splitter?.unit === 'row' ? 'Row' : 'Line'} ${this.count} of the export is not a JSON object`,
			`It starts with: "${start}".\nTo get the export as it is, choose 'File' in 'Output'.`,
			this.facts,
			'never',
		);
	}
}

const isRow = (value: unknown): value is IDataObject => isObject(value);

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

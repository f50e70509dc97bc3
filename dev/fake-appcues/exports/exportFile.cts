import { Readable, pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { ExportEncoding } from '../model/settings.cjs';
import { type FileFormat, type Table, tableText } from './table.cjs';
import { zip } from './zip.cjs';

const TYPES: Record<FileFormat, string> = {
	csv: 'text/csv',
	json: 'application/x-ndjson',
	array: 'application/json',
};

/** The file of an export that is done. */
export class ExportFile {
	/** With the extension that matches its packing. */
	readonly name: string;
	readonly contentType: string;
	/** Its path on the download host, percent-encoded. */
	readonly path: string;
	/** How often it was sent. */
	downloads = 0;
	readonly #innerName: string;

	/** @param folder keeps it apart from other files with the same name */
	constructor(
		folder: string,
		baseName: string,
		private readonly format: FileFormat,
		readonly encoding: ExportEncoding,
		private readonly table: Table,
		/** Too large to keep in memory, so its size isn't known in advance. */
		readonly isStream: boolean,
	) {
		this.#innerName = `${baseName}.${format === 'csv' ? 'csv' : 'json'}`;
		this.name = { plain: this.#innerName, gzip: `${this.#innerName}.gz`, zip: `${baseName}.zip` }[
			encoding
		];
		this.contentType = { plain: TYPES[format], gzip: 'application/gzip', zip: 'application/zip' }[
			encoding
		];
		this.path = `/download/${folder}/${this.name}`;
	}

	get rows(): number {
		return this.table.count;
	}

	/** Streams the bytes from the start, on every call. */
	open(): Readable {
		this.downloads += 1;
		const content = tableText(this.table, this.format);
		if (this.encoding === 'zip') return Readable.from(zip([{ name: this.#innerName, content }]));
		const plain = Readable.from(content, { objectMode: false });
		// The reader of the outcome gets the error. There is nothing to clean up here.
		return this.encoding === 'gzip' ? pipeline(plain, createGzip(), () => {}) : plain;
	}
}

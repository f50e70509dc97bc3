import { Readable, pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type FileFormat, type Table, tableText } from './table.cjs';
import { zip } from './zip.cjs';

/** How the file of an export is packed (?). */
export type ExportEncoding = 'plain' | 'gzip' | 'zip';

const TYPES: Record<FileFormat, string> = {
	csv: 'text/csv',
	json: 'application/x-ndjson',
	array: 'application/json',
};

/** The file of an export that is done. */
export class ExportFile {
	/** With the ending that its packing calls for. */
	readonly name: string;
	readonly contentType: string;
	/** Where it lies on the host of the downloads, percent-encoded. */
	readonly path: string;
	/** How often it was sent. */
	downloads = 0;
	readonly #innerName: string;

	/** @param folder names it apart from other files of that name */
	constructor(
		folder: string,
		baseName: string,
		private readonly format: FileFormat,
		readonly encoding: ExportEncoding,
		private readonly table: Table,
		/** Too large to be held in memory, so its size is not known beforehand. */
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

	/** The bytes, from the start, each time anew. */
	open(): Readable {
		this.downloads += 1;
		const content = tableText(this.table, this.format);
		if (this.encoding === 'zip') return Readable.from(zip([{ name: this.#innerName, content }]));
		const plain = Readable.from(content, { objectMode: false });
		// Whoever reads the outcome hears of an error; there is nothing to clean up here.
		return this.encoding === 'gzip' ? pipeline(plain, createGzip(), () => {}) : plain;
	}
}

import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Download } from '../api/download';
import { DownloadError } from '../api/download';
import type { FileFormat, NamedFile } from './fileName';
import { contentOf, nameFile, peek } from './fileName';
import { RowReader } from './rowReader';
import { asError } from '../util/asError';

/** A file that was stored as binary data. */
export interface StoredFile {
	binary: IBinaryData;
	fileName: string;
	/** In bytes. */
	fileSize: number;
}

/** n8n's function that stores binary data. */
export type StoreBinary = IExecuteFunctions['helpers']['prepareBinaryData'];

/**
 * Returns all rows of a download (see {@link scanRows}).
 *
 * @param shape changes each row as soon as it is read, so that only what it returns stays in memory
 */
export async function readRows(
	download: Download,
	shape: (row: IDataObject) => IDataObject = (row) => row,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	await scanRows(download, (row) => rows.push(shape(row)));
	return rows;
}

/** What to do about a file that can't be read, for messages. */
interface FileAdvice {
	/** In any case. */
	otherwise: string;
	/** If it's a ZIP archive. */
	zip: string;
}

const OUTPUT_ADVICE: FileAdvice = {
	otherwise: "To get the export as it is, choose 'File' in 'Output'.",
	zip: "Choose 'File' in 'Output', and unpack the file with n8n's Compression node.",
};

/**
 * Reads the rows of a download, plain or gzip, as it arrives.
 *
 * @param take called with each row; can throw a {@link DownloadError}
 * @param advice for a node that has an 'Output' by default
 * @throws {DownloadError} for a ZIP archive, a row that can't be read, or an interrupted download
 */
export async function scanRows(
	download: Download,
	take: (row: IDataObject) => void,
	advice: FileAdvice = OUTPUT_ADVICE,
): Promise<void> {
	const content = contentOf(await peek(download.body));
	if (content === 'zip') {
		download.body.destroy();
		throw zipArchive(download, advice.zip);
	}
	const counted = new Counted(download);
	const reader = new RowReader(download, advice.otherwise);
	const read = async () => {
		for await (const bytes of content === 'gzip' ? unzipped(counted) : counted) {
			for (const row of reader.push(bytes)) take(row);
		}
	};
	const fault = await read().then(() => undefined, asError);
	if (fault instanceof DownloadError) throw fault;
	if (download.body.errored || !counted.whole) throw interrupted(download, counted.bytes);
	if (fault) throw damaged(download, fault, advice.otherwise);
	for (const row of reader.end()) take(row);
}

/**
 * Stores a download as binary data, as it arrives.
 *
 * @param storeBinary n8n's prepareBinaryData
 * @param wanted the file's name; its extension is corrected
 * @throws {DownloadError} for an interrupted download
 */
export async function storeFile(
	download: Download,
	storeBinary: StoreBinary,
	wanted: string,
	format: FileFormat,
): Promise<StoredFile> {
	const named = nameFile(wanted, format, contentOf(await peek(download.body)));
	return await storeNamedFile(download, storeBinary, named);
}

/** Options for storing a file. */
interface StoreOptions {
	/** What the file is, in messages: `export`. */
	what?: string;
	/** Called with all bytes as they arrive. */
	see?(bytes: Uint8Array): void;
}

/**
 * Stores a download under a name that is already correct (see {@link storeFile}).
 *
 * @throws {DownloadError} for an interrupted download
 */
export async function storeNamedFile(
	download: Download,
	storeBinary: StoreBinary,
	{ fileName, mimeType }: NamedFile,
	{ what, see }: StoreOptions = {},
): Promise<StoredFile> {
	const { body } = download;
	let fileSize = 0;
	const counted = body.map((bytes: Uint8Array) => {
		fileSize += bytes.length;
		see?.(bytes);
		return bytes;
	});
	const kept = await storeBinary(counted, fileName, mimeType).then(
		(binary) => ({ binary }),
		(thrown: unknown) => ({ fault: asError(thrown) }),
	);
	// n8n may fail to store the file, for example on a full disk.
	const isComplete = !body.errored;
	body.destroy();
	if ('fault' in kept && isComplete) throw kept.fault;
	if ('fault' in kept || fileSize < (download.length ?? 0)) {
		throw interrupted(download, fileSize, what);
	}
	return { binary: kept.binary, fileName, fileSize };
}

/** A download that counts its bytes. */
class Counted implements AsyncIterable<Uint8Array> {
	bytes = 0;

	constructor(private readonly download: Download) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
		for await (const chunk of this.download.body) {
			const bytes: Uint8Array = chunk;
			this.bytes += bytes.length;
			yield bytes;
		}
	}

	/** Whether all announced bytes have arrived. */
	get whole(): boolean {
		return this.bytes >= (this.download.length ?? 0);
	}
}

function unzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	return ReadableStream.from(bytes).pipeThrough(new DecompressionStream('gzip'));
}

function zipArchive({ info }: Download, advice: string): DownloadError {
	return new DownloadError(
		"Appcues returned a ZIP archive, which can't be read as items",
		advice,
		info,
		'none',
	);
}

function interrupted({ info, length }: Download, bytes: number, what = 'export'): DownloadError {
	const of = length === undefined ? '' : ` of ${length}`;
	return new DownloadError(
		`The download of the ${what} was interrupted after ${bytes}${of} bytes`,
		`Download: ${info.path}.\nThe node returned nothing because the file is incomplete.`,
		info,
		'retry',
	);
}

function damaged({ info }: Download, { message }: Error, advice: string): DownloadError {
	return new DownloadError(
		`The export's file can't be unpacked: ${message}`,
		`Download: ${info.path}.\n${advice}`,
		info,
		'retry',
	);
}

import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Download } from '../api/download';
import { DownloadError } from '../api/download';
import type { FileFormat, NamedFile } from './fileName';
import { contentOf, nameFile, peek } from './fileName';
import { RowReader } from './rowReader';
import { asError } from '../util/asError';

/** What comes of a file that was kept as binary data. */
export interface StoredFile {
	binary: IBinaryData;
	fileName: string;
	/** In bytes. */
	fileSize: number;
}

/** n8n's way to keep binary data. */
export type StoreBinary = IExecuteFunctions['helpers']['prepareBinaryData'];

/**
 * Reads the rows of a download, plain or gzip, as it arrives.
 *
 * @throws {DownloadError} for a ZIP archive, a row that can't be read, or a download that broke off
 */
export async function readRows(download: Download): Promise<IDataObject[]> {
	const content = contentOf(await peek(download.body));
	if (content === 'zip') {
		download.body.destroy();
		throw zipArchive(download);
	}
	const counted = new Counted(download);
	const reader = new RowReader(download);
	const rows: IDataObject[] = [];
	const read = async () => {
		for await (const bytes of content === 'gzip' ? unzipped(counted) : counted) {
			for (const row of reader.push(bytes)) rows.push(row);
		}
	};
	const fault = await read().then(() => undefined, asError);
	if (fault instanceof DownloadError) throw fault;
	if (download.body.errored || !counted.whole) throw brokenOff(download, counted.bytes);
	if (fault) throw damaged(download, fault);
	for (const row of reader.end()) rows.push(row);
	return rows;
}

/**
 * Keeps a download as binary data, as it arrives.
 *
 * @param storeBinary n8n's prepareBinaryData
 * @param wanted the file's name; its ending is mended
 * @throws {DownloadError} for a download that broke off
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

/** What else is to be known of a file that is kept. */
interface StoreOptions {
	/** What it is, for messages: `export`. */
	what?: string;
	/** Sees the bytes as they go by. */
	see?(bytes: Uint8Array): void;
}

/**
 * The same for a file whose name is settled.
 *
 * @throws {DownloadError} for a download that broke off
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
	// What n8n could not storeBinary, such as on a full disk, is no fault of the download.
	const blameless = !body.errored;
	body.destroy();
	if ('fault' in kept && blameless) throw kept.fault;
	if ('fault' in kept || fileSize < (download.length ?? 0)) {
		throw brokenOff(download, fileSize, what);
	}
	return { binary: kept.binary, fileName, fileSize };
}

/** Passes bytes on and counts them. */
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

	/** Whether everything came that was announced. */
	get whole(): boolean {
		return this.bytes >= (this.download.length ?? 0);
	}
}

function unzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	return ReadableStream.from(bytes).pipeThrough(new DecompressionStream('gzip'));
}

function zipArchive({ info }: Download): DownloadError {
	return new DownloadError(
		"Appcues returned a ZIP archive, which can't be read as items",
		"Choose 'File' in 'Output', and unpack the file with n8n's Compression node.",
		info,
		'none',
	);
}

function brokenOff({ info, length }: Download, bytes: number, what = 'export'): DownloadError {
	const of = length === undefined ? '' : ` of ${length}`;
	return new DownloadError(
		`The download of the ${what} was interrupted after ${bytes}${of} bytes`,
		`Download: ${info.path}.\nThe node returned nothing because the file is incomplete.`,
		info,
		'retry',
	);
}

function damaged({ info }: Download, { message }: Error): DownloadError {
	return new DownloadError(
		`The export's file can't be unpacked: ${message}`,
		`Download: ${info.path}.\nTo get the file as it is, choose 'File' in 'Output'.`,
		info,
		'retry',
	);
}

import { startOf } from '../api/byteStream';
import type { Download } from '../api/download';
import { DownloadError } from '../api/download';
import { unexpectedBodyError } from '../api/errorMessages';
import { contentOf, peek } from './fileName';
import type { StoreBinary, StoredFile } from './readRows';
import { storeNamedFile } from './readRows';

/**
 * Stores a ZIP archive as binary data, as it arrives.
 *
 * @param storeBinary n8n's prepareBinaryData
 * @param what the archive contains, for messages: `screenshots from Appcues`
 * @throws {AppcuesError} that quotes the start of the body if it isn't an archive
 * @throws {DownloadError} for an interrupted download, and for an archive without its end
 */
export async function storeZip(
	download: Download,
	storeBinary: StoreBinary,
	fileName: string,
	what: string,
): Promise<StoredFile> {
	const { body } = download;
	const content = contentOf(await peek(body));
	if (content !== 'zip' && !body.errored) {
		throw unexpectedBodyError(await startOf(body), 'a ZIP archive', download, {});
	}
	const end = new ZipEnd();
	const see = (bytes: Uint8Array) => end.see(bytes);
	const named = { fileName, mimeType: 'application/zip' };
	const file = await storeNamedFile(download, storeBinary, named, { what, see });
	if (!end.found) throw withoutEnd(download, file, what);
	return file;
}

/** All announced bytes have arrived, so a retry is pointless. */
function withoutEnd({ info }: Download, { fileSize }: StoredFile, what: string): DownloadError {
	return new DownloadError(
		`The ZIP archive of the ${what} is incomplete: its end is missing after ${fileSize} bytes`,
		`Download: ${info.path}.\nYou can safely run the node again. A proxy in between may cut files off.`,
		info,
		'none',
	);
}

/** The end of a ZIP archive's directory: 22 bytes, and a comment of up to 65,535. */
const LONGEST_BYTES = 22 + 65_535;

const SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1');

/** Finds the end of a ZIP archive in a stream. Keeps only the last 64 kilobytes. */
export class ZipEnd {
	private tail: Uint8Array = new Uint8Array();

	see(bytes: Uint8Array): void {
		this.tail = Buffer.concat([this.tail, bytes]).subarray(-LONGEST_BYTES);
	}

	/** Whether the bytes end like an archive. An archive without its end can't be unpacked. */
	get found(): boolean {
		return Buffer.from(this.tail).includes(SIGNATURE);
	}
}

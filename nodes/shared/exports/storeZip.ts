import { startOf } from '../api/byteStream';
import type { Download } from '../api/download';
import { DownloadError } from '../api/download';
import { explainBody } from '../api/errorMessages';
import { contentOf, peek } from './fileName';
import type { Keep, StoredFile } from './readRows';
import { keepFile } from './readRows';

/**
 * Keeps a ZIP archive as binary data, as it arrives.
 *
 * @param keep n8n's prepareBinaryData
 * @param what it holds, for messages: `screenshots from Appcues`
 * @throws {AppcuesError} that quotes the start of what came instead of an archive
 * @throws {DownloadError} for a download that broke off, and for an archive without its end
 */
export async function storeZip(
	download: Download,
	keep: Keep,
	fileName: string,
	what: string,
): Promise<StoredFile> {
	const { body } = download;
	const content = contentOf(await peek(body));
	if (content !== 'zip' && !body.errored) {
		throw explainBody(await startOf(body), 'a ZIP archive', download, {});
	}
	const end = new ZipEnd();
	const see = (bytes: Uint8Array) => end.see(bytes);
	const named = { fileName, mimeType: 'application/zip' };
	const file = await keepFile(download, keep, named, { what, see });
	if (!end.found) throw withoutEnd(download, file, what);
	return file;
}

/** It came as announced: another download would bring the same. */
function withoutEnd({ facts }: Download, { fileSize }: StoredFile, what: string): DownloadError {
	return new DownloadError(
		`The ZIP archive of the ${what} is not whole: its end is missing after ${fileSize} bytes`,
		`Download: ${facts.path}.\nRunning the node again does no harm; a proxy in between may cut files off.`,
		facts,
		'never',
	);
}

/** The end of a ZIP archive's directory: 22 bytes, and a comment of up to 65,535. */
const LONGEST_BYTES = 22 + 65_535;

const SIGNATURE = Buffer.from('PK\u0005\u0006', 'latin1');

/** Looks for the end of a ZIP archive in bytes that go by; only the last 64 kilobytes are kept. */
export class ZipEnd {
	private tail: Uint8Array = new Uint8Array();

	see(bytes: Uint8Array): void {
		this.tail = Buffer.concat([this.tail, bytes]).subarray(-LONGEST_BYTES);
	}

	/** Whether what has gone by ends as an archive does. Without its end none can be unpacked. */
	get found(): boolean {
		return Buffer.from(this.tail).includes(SIGNATURE);
	}
}

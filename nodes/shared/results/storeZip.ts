import { startOf } from '../api/byteStream';
import type { Download } from '../api/download';
import { DownloadError } from '../api/downloadError';
import { explainBody } from '../api/explain';
import type { Keep, StoredFile } from './consume';
import { keepFile } from './consume';
import { contentOf, peek } from './content';
import { ZipEnd } from './zipEnd';

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

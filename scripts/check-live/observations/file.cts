import { gunzipSync } from 'node:zlib';

import { isObject } from '../../../nodes/shared/util/isObject';
import type { Job } from '../../../nodes/shared/api/endpoints/types';
import { jobLink } from '../../../nodes/shared/jobs/output';
import { type Content, contentOf } from '../../../nodes/shared/exports/fileName';
import { RowReader } from '../../../nodes/shared/exports/rowReader';
import { type Answer, describeAnswer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';

/** Returns the link of a job. @throws {NotChecked} when it has none, or it isn't a URL */
export function linkOf(job: Job): URL {
	const link = jobLink(job);
	if (link === undefined || !URL.canParse(link)) throw new NotChecked('the job has no file');
	return new URL(link);
}

/** Downloads the file behind a link, unchanged. */
export async function fetchFile({ api }: Context, link: URL): Promise<Answer> {
	return await api.download(link.href);
}

/** Returns the type of a file, by its first bytes. @throws {NotChecked} when the download failed */
export function packing(file: Answer): Content {
	if (file.status !== 200)
		throw new NotChecked(`the file download failed: ${describeAnswer(file)}`);
	return contentOf(file.bytes);
}

/** Returns the bytes of a file, unpacked. @throws {NotChecked} for a ZIP archive */
export function unpacked(file: Answer): Buffer {
	const content = packing(file);
	if (content === 'zip') throw new NotChecked('the file is a ZIP archive');
	return content === 'gzip' ? gunzipSync(file.bytes) : file.bytes;
}

/**
 * Returns the rows of a JSON file, read as the package reads them. Undefined for a CSV, and for what can't be
 * read.
 */
export function rowsOf(file: Answer): Array<Record<string, unknown>> | undefined {
	const bytes = unpacked(file);
	if (/^\s*[^\s[{]/.test(bytes.toString('utf8', 0, 1000))) return undefined;
	const reader = new RowReader(file, '');
	try {
		return [...reader.push(bytes), ...reader.end()].filter(isObject);
	} catch {
		return undefined;
	}
}

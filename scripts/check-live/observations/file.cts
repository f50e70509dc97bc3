import { gunzipSync } from 'node:zlib';

import { isObject } from '../../../nodes/shared/util/isObject';
import type { Job } from '../../../nodes/shared/api/endpoints/types';
import { jobLink } from '../../../nodes/shared/jobs/output';
import { type Content, contentOf } from '../../../nodes/shared/exports/fileName';
import { RowReader } from '../../../nodes/shared/exports/rowReader';
import { type Answer, describeAnswer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';

/** The link of a job. @throws {NotChecked} when it has none that is an address */
export function linkOf(job: Job): URL {
	const link = jobLink(job);
	if (link === undefined || !URL.canParse(link)) throw new NotChecked('the job names no file');
	return new URL(link);
}

/** The file behind a link, as it came. */
export async function fetchFile({ api }: Context, link: URL): Promise<Answer> {
	return await api.download(link.href);
}

/** What a file is, by its first bytes. @throws {NotChecked} when it was not to be had */
export function packing(file: Answer): Content {
	if (file.status !== 200)
		throw new NotChecked(`the file was not to be had: ${describeAnswer(file)}`);
	return contentOf(file.bytes);
}

/** The bytes of a file, unpacked. @throws {NotChecked} for a ZIP archive */
export function unpacked(file: Answer): Buffer {
	const content = packing(file);
	if (content === 'zip') throw new NotChecked('the file is a ZIP archive');
	return content === 'gzip' ? gunzipSync(file.bytes) : file.bytes;
}

/** The rows of a JSON file, read as the package reads them. Undefined for a CSV, and for what can't be read. */
export function rowsOf(file: Answer): Array<Record<string, unknown>> | undefined {
	const bytes = unpacked(file);
	if (/^\s*[^\s[{]/.test(bytes.toString('utf8', 0, 1000))) return undefined;
	const reader = new RowReader(file);
	try {
		return [...reader.push(bytes), ...reader.end()].filter(isObject);
	} catch {
		return undefined;
	}
}

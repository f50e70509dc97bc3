import { describe, expect, it } from '@jest/globals';
import busboy from 'busboy';
import fc from 'fast-check';

import { atLeast } from '../../../dev/elements.cjs';
import { multipart } from '../../../nodes/AppcuesImport/file/parts';

interface Parsed {
	field: string;
	fileName: string | undefined;
	type: string;
	data: Buffer;
}

/** Returns what a server reads from a form. */
async function received(type: string, body: Buffer): Promise<Parsed[]> {
	const files: Parsed[] = [];
	const parser = busboy({ headers: { 'content-type': type }, defParamCharset: 'utf8' });
	const finished = new Promise<void>((resolve, reject) => {
		parser.on('finish', resolve).on('error', reject);
	});
	parser.on('file', (field, stream, { filename, mimeType }) => {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () => {
			files.push({ field, fileName: filename, type: mimeType, data: Buffer.concat(chunks) });
		});
	});
	parser.end(body);
	await finished;
	return files;
}

const upload = (data: Buffer, fileName = 'people.csv') =>
	multipart({
		field: 'file',
		fileName,
		type: 'text/csv',
		pieces: [data.subarray(0, 3), data.subarray(3)],
	});

describe('a form with a file', () => {
	it('is read as it was written, whatever the file contains', async () => {
		const texts = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom('\r\n--', '--', '----n8n-nodes-appcues-1', '\r\n------n8n-nodes-appcues-1--'),
		);
		const files = fc.array(texts).map((parts) => Buffer.from(parts.join('')));
		await fc.assert(
			fc.asyncProperty(files, async (data) => {
				const { type, data: body } = upload(data);
				expect(await received(type, body)).toEqual([
					{ field: 'file', fileName: 'people.csv', type: 'text/csv', data },
				]);
			}),
		);
	});

	it.each([
		['Kundendaten März.csv', 'Kundendaten März.csv'],
		['a"b\r\nX-Injected: 1.csv', 'a%22b%0D%0AX-Injected: 1.csv'],
	])('can be called %j', async (name, seen) => {
		const { type, data } = upload(Buffer.from('x'), name);
		const [file] = atLeast(1, await received(type, data));
		expect(file.fileName).toBe(seen);
	});
});

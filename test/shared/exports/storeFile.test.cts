import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';

import type { StoreBinary } from '../../../nodes/shared/exports/readRows';
import { storeFile } from '../../../nodes/shared/exports/readRows';

const info = { method: 'GET', path: 'files.example/export', attempts: 1 };

const download = (text: string, length?: number) => ({
	body: Readable.from([Buffer.from(text)], { objectMode: false }),
	length,
	info,
	redact: (each: string) => each,
});

const keep: StoreBinary = async (file, fileName, mimeType = '') => {
	const chunks = Buffer.isBuffer(file) ? [file] : await file.toArray();
	return { data: Buffer.concat(chunks as Buffer[]).toString(), fileName, mimeType };
};

describe('storing a file', () => {
	it('passes every byte on, including the first ones, and counts them', async () => {
		const stored = await storeFile(download('id,name\n1,Zoë\n', 15), keep, 'events', 'csv');
		expect(stored).toEqual({
			binary: { data: 'id,name\n1,Zoë\n', fileName: 'events.csv', mimeType: 'text/csv' },
			fileName: 'events.csv',
			fileSize: 15,
		});
	});

	it.each(['', 'a', 'ab', 'abc', 'abcd'])('accepts a file as short as %j', async (text) => {
		const { binary, fileSize } = await storeFile(download(text), keep, 'events', 'csv');
		expect([binary.data, fileSize]).toEqual([text, text.length]);
	});

	it('does not accept fewer bytes than announced', async () => {
		await expect(storeFile(download('id,name\n', 100), keep, 'events', 'csv')).rejects.toThrow(
			'The download of the export was interrupted after 8 of 100 bytes',
		);
	});

	it('tells what n8n says when it cannot keep the file, and does not blame the download', async () => {
		const full: StoreBinary = async () => await Promise.reject(new Error('ENOSPC: no space left'));
		const given = download('id\n', 100);
		await expect(storeFile(given, full, 'events', 'csv')).rejects.toThrow(
			/^ENOSPC: no space left$/,
		);
		expect(given.body.destroyed).toBe(true);
	});
});

import { afterAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { checkTable } from './checkTable.cjs';
import type { Verdict } from './verdict.cjs';

const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

/** A CSV as a program writes it. */
interface MessyFile {
	/** The name of its row. */
	name: string;
	bytes: Buffer;
	options?: IDataObject;
	/** The rows that the user means, or undefined if that is unclear. */
	meant?: IDataObject[];
}

const utf16 = (text: string, bigEndian = false) => {
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return bigEndian ? bytes.swap16() : bytes;
};

const TEXT = 'user_id,city\nu-1,München\nu-2,Köln\n';
const ROWS = [
	{ user_id: 'u-1', city: 'München' },
	{ user_id: 'u-2', city: 'Köln' },
];
const PLAIN = 'user_id,plan\nu-1,pro\nu-2,free\n';
const PLAIN_ROWS = [
	{ user_id: 'u-1', plan: 'pro' },
	{ user_id: 'u-2', plan: 'free' },
];

const file = (
	name: string,
	content: string | Buffer,
	meant?: IDataObject[],
	options?: IDataObject,
): MessyFile => ({
	name,
	bytes: Buffer.isBuffer(content) ? content : Buffer.from(content),
	meant,
	options,
});

const FILES: readonly MessyFile[] = [
	file('UTF-8', TEXT, ROWS),
	file('UTF-8 with a byte order mark', `\ufeff${TEXT}`, ROWS),
	file('UTF-16 (Excel\'s "Unicode Text", with commas)', utf16(TEXT), ROWS),
	file('UTF-16, big-endian', utf16(TEXT, true), ROWS),
	file('Windows-1252 (Excel\'s "CSV")', Buffer.from(TEXT, 'latin1')),
	file('Windows-1252, with *Encoding*', Buffer.from(TEXT, 'latin1'), ROWS, {
		encoding: 'windows-1252',
	}),
	file('Text read in the wrong encoding', TEXT.replaceAll(/[üö]/g, '\ufffd')),
	file('A file cut off inside a character', Buffer.from(TEXT).subarray(0, 19)),
	file('NUL bytes', 'user_id,plan\nu-1,\0\n'),
	file('Windows line breaks', PLAIN.replaceAll('\n', '\r\n'), PLAIN_ROWS),
	file(
		'Old Mac line breaks (Excel\'s "CSV (Macintosh)")',
		PLAIN.replaceAll('\n', '\r'),
		PLAIN_ROWS,
	),
	file('Mixed line breaks', 'user_id,plan\r\nu-1,pro\ru-2,free\n', PLAIN_ROWS),
	file('Semicolons', PLAIN.replaceAll(',', ';')),
	file('Tabs', PLAIN.replaceAll(',', '\t')),
	file('A line "sep=,"', `sep=,\n${PLAIN}`),
	file('Spaces after the commas', PLAIN.replaceAll(',', ', ')),
	file('A quote that is never closed', 'user_id,plan\nu-1,"pro\nu-2,free\n'),
	file('A row with too many cells', 'user_id,plan\nu-1,pro,x\nu-2,free\n'),
	file('A row without an ID', 'user_id,plan\n,pro\nu-2,free\n'),
	file('Two columns with the same name', 'user_id,plan, plan\nu-1,pro,free\n'),
	file('A ZIP archive (Excel workbook)', Buffer.from('504b0304140006000800', 'hex')),
	file('An empty file', ''),
	file('A header without rows', 'user_id,plan\n'),
];

const verdicts = new Map<string, Verdict>();

describe('a CSV', () => {
	it.each(FILES)('$name', async ({ name, bytes, meant, options = {} }) => {
		const data = await appcues.engine.store(bytes, 'people.csv', 'text/csv');
		const run = await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', source: 'file', options },
			binary: [{ data }],
		});
		const sent = appcues.fake
			.requests('POST', '/import/profiles')
			.flatMap(({ body }) => body as IDataObject[]);
		const isAsMeant = meant !== undefined && JSON.stringify(sent) === JSON.stringify(meant);
		let verdict: Verdict = isAsMeant ? 'as meant' : 'silent';
		if (run.error) {
			verdict = sent.length === 0 && run.error.description !== '' ? 'refused' : 'silent';
		} else if (run.hints.length > 0) verdict = isAsMeant ? 'fixed, hint' : 'hint';
		verdicts.set(name, verdict);
		expect({ verdict, sent, error: run.error }).not.toMatchObject({ verdict: 'silent' });
	});
});

afterAll(() =>
	checkTable(
		'files',
		['Import Profiles, CSV'],
		FILES.map(({ name }) => ({ name, verdicts: [verdicts.get(name)] })),
	),
);

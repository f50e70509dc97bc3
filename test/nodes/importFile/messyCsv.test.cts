import { describe, expect, it } from '@jest/globals';

import { elementAt, first } from '../../../dev/elements.cjs';
import { useFastTime } from '../../support/appcues.cjs';
import { told, useFiles } from './runFile.cjs';

const { appcues, run, rows } = useFiles();
useFastTime();

/** Refused before anything is sent. */
async function expectRefused(
	data: string | Buffer,
	message: string,
	description = '',
	operation = 'profiles',
) {
	const got = await run(data, { operation });
	expect(got.error?.message).toBe(message);
	expect(got.error?.description).toContain(description);
	expect(appcues.fake.log).toEqual([]);
}

const people = (count: number) =>
	Array.from({ length: count }, (_, index) => `user-${index + 1},pro`);

describe('an encoding', () => {
	const ZOE = 'user_id,name\nu-1,Ada\nu-2,Zoë\n';

	it('other than UTF-8 is refused with the row, the likely encoding and what to do', async () => {
		await expectRefused(
			Buffer.from(ZOE, 'latin1'),
			`Row 2 of "people.csv" isn't valid UTF-8`,
			`It looks like Windows-1252, which Excel saves as "CSV (Comma delimited)". Set 'Encoding' in 'Options' to 'Windows-1252', or save the file as "CSV UTF-8".`,
		);
	});

	it('is checked to the last byte, including the header', async () => {
		const rows30000 = `user_id,name\n${people(30_000).join('\n')}\nu-x,Zo\u00eb\n`;
		await expectRefused(
			Buffer.from(rows30000, 'latin1'),
			`Row 30,001 of "people.csv" isn't valid UTF-8`,
		);
		await expectRefused(
			Buffer.from('user_id,Größe\nu-1,L\n', 'latin1'),
			`The header of "people.csv" isn't valid UTF-8`,
			'Windows-1252',
		);
	});

	it.each([
		['UTF-8', Buffer.from(ZOE).subarray(0, -2)],
		['UTF-8', Buffer.from('user_id,name\nu-1,Ada\nu-2,😀').subarray(0, -1)],
		['UTF-16 LE', Buffer.from(`\ufeff${ZOE}u`, 'utf16le').subarray(0, -1)],
		['UTF-16 LE', Buffer.from('\ufeffuser_id,name\nu-1,Ada\nu-2,\ud83d', 'utf16le')],
	])('ends with a whole character, in %s', async (encoding, data) => {
		const got = await run(data);
		expect(got.error?.message).toMatch(
			/^Row [23] of "people.csv" ends in the middle of a character$/,
		);
		expect(got.error?.description).toContain(
			`The rest of the file is missing, or it isn't ${encoding}.`,
		);
		expect(appcues.fake.log).toEqual([]);
	});

	it('that is selected is read, and sent as UTF-8', async () => {
		const got = await run(Buffer.from(ZOE, 'latin1'), { options: { encoding: 'windows-1252' } });
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([
			{ user_id: 'u-1', name: 'Ada' },
			{ user_id: 'u-2', name: 'Zoë' },
		]);
	});

	it('UTF-16 is detected by its BOM, and can be selected', async () => {
		const bytes = Buffer.from(ZOE, 'utf16le');
		for (const [data, encoding] of [
			[Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), 'auto'],
			[Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(bytes).swap16()]), 'auto'],
			[Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), 'windows-1252'],
			[bytes, 'utf-16le'],
		] as const) {
			await run(data, { options: { encoding } });
			expect(rows().splice(-2)[1]).toEqual({ user_id: 'u-2', name: 'Zoë' });
		}
		appcues.fake.log.length = 0;
		await expectRefused(
			bytes,
			`The header of "people.csv" isn't valid UTF-8`,
			'UTF-16 LE without a',
		);
	});

	it.each(['windows-1252', 'shift_jis', 'iso-8859-15'])(
		'%s is refused when it is selected for a UTF-8 file',
		async (encoding) => {
			const got = await run(ZOE, { options: { encoding } });
			expect(told(got)).toContain('UTF-8');
			expect(got.error).toBeDefined();
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('is refused with the row when the file does not have it', async () => {
		const got = await run(Buffer.from([...Buffer.from('user_id,n\nu-1,'), 0x82, 0x0a]), {
			options: { encoding: 'shift_jis' },
		});
		expect(got.error?.message).toBe(`Row 1 of "people.csv" isn't valid Shift_JIS`);
	});

	it('must be one of the options', async () => {
		const got = await run(ZOE, { options: { encoding: 'klingon' } });
		expect(got.error?.message).toBe("'Encoding' has an invalid value");
	});

	it('that was wrong earlier shows as �: a hint names the column and the row', async () => {
		const got = await run('user_id,name\nu-1,Ada\nu-2,Zo\ufffd\n');
		expect(got.hints).toEqual([expect.stringContaining(`'name' (row 2 of "people.csv": "Zo�")`)]);
		expect(rows()[1]).toEqual({ user_id: 'u-2', name: 'Zo\ufffd' });
		expect((await run('user_id,name\nZo\ufffd,Ada\n')).hints[0]).toContain("'user_id'");
	});

	it('cannot contain NUL', async () => {
		await expectRefused(
			Buffer.from('user_id,name\nu-1,A\0\n'),
			`Row 1 of "people.csv" isn't valid UTF-8`,
			'NUL',
		);
	});

	it.each([
		['xls', [0xd0, 0xcf, 0x11, 0xe0]],
		['csv.gz', [0x1f, 0x8b, 8, 0]],
		['xlsx', [0x50, 0x4b, 3, 4]],
		['zip', [0x50, 0x4b, 5, 6]],
		['bz2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
		['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
		['zst', [0x28, 0xb5, 0x2f, 0xfd]],
		['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
	])('is not checked for a compressed file (%s)', async (extension, bytes) => {
		const got = await run(Buffer.from(bytes), { name: `a.${extension}` });
		expect(got.error?.description).toContain('It is a gzip, ZIP, Excel or similar file');
	});
});

describe('the rows of a CSV', () => {
	it.each([
		['CR', 'user_id,plan\ru-1,pro\ru-2,free\r'],
		['CRLF', 'user_id,plan\r\nu-1,pro\r\nu-2,free\r\n'],
		['CR, LF and CRLF', 'user_id,plan\ru-1,pro\nu-2,free\r\n'],
		['CR CR LF', 'user_id,plan\r\r\nu-1,pro\r\r\nu-2,free'],
	])('end with %s', async (_, data) => {
		const got = await run(data);
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'free' },
		]);
	});

	it('with more cells than the header are refused', async () => {
		const all = people(15_000);
		all[12_344] = 'user-12345,Acme, Inc.';
		await expectRefused(
			`user_id,plan\n${all.join('\n')}\n`,
			'Row 12,345 of "people.csv": it has 3 cells, but the header has 2',
			'A value with a comma needs quotes around it.',
		);
		await expectRefused(
			'user_id,plan\nu-1,pro,\n',
			'Row 1 of "people.csv": it has 3 cells, but the header has 2',
			'Remove the commas at the end of the row',
		);
	});

	it('with fewer cells are sent unchanged, and the message of a strict server is shown with the row', async () => {
		const got = await run('user_id,name,plan\nu-1,Ada,pro\n\nu-2,Tim\n');
		expect(got.error?.message).toMatch(/^Appcues refused the request: .*line 3/);
		expect(got.error?.description).toContain('Line 3 of this request is row 3 of "people.csv".');
	});

	it('that are blank are counted but not sent, even if they contain commas', async () => {
		const got = await run('\n,,\n \nuser_id,plan\n\n,\nu-1,pro\n"",\nu-2,pro\n,,,,\n');
		expect(told(got).trim()).toBe('');
		expect(got.json()[0]).toMatchObject({ rows: 2, skipped: 0 });
		expect(rows().map(({ user_id }) => user_id)).toEqual(['u-1', 'u-2']);
		await expect(run('user_id,plan\n\n,\n,pro\n')).resolves.toMatchObject({
			error: { message: `Row 3 of "people.csv": 'user_id' is empty` },
		});
	});

	it('are counted from the start of the file when Appcues names a line of a later part', async () => {
		const all = people(65_000);
		all[3] = 'user-4,"p\nr\no"';
		all[54_000] = 'user-54001,"say "this" now"';
		const got = await run(`user_id,plan\n${all.join('\n')}\n`);
		expect(got.error?.message).toContain('line 4002');
		expect(got.error?.description).toContain(
			'Line 4002 of this request is row 54,001 of "people.csv".',
		);
		expect(got.error?.description).toContain('concerns rows 50,001 to 65,000 of "people.csv"');
	});

	it('are counted from the start of the file when a job names a line of a part', async () => {
		appcues.fake.failNextJobs(1, 'line 7: is odd');
		const got = await run('user_id,plan\nu-1,pro\n');
		expect(got.error?.message).toContain('line 7');
		expect(got.error?.description).not.toContain('of this request');
		appcues.fake.failNextJobs(1, 'line 2: is odd');
		const next = await run('user_id,plan\nu-1,pro\n');
		expect(next.error?.description).toContain('Line 2 of this request is row 1 of "people.csv".');
	});
});

describe('quotes', () => {
	it('that are never closed are refused with the row that opens them', async () => {
		const all = people(30_000);
		all[11_999] = 'user-12000,"pro';
		await expectRefused(
			`user_id,plan\n${all.join('\n')}\n`,
			'A quote (") in row 12,000 of "people.csv" is never closed',
			"It opens the value of 'plan'",
		);
		await expectRefused(
			'user_id,"plan\nu-1,pro\n',
			'A quote (") in the header of "people.csv" is never closed',
		);
	});

	it('that end a truncated file are refused', async () => {
		await expectRefused(
			'user_id,plan\nu-1,pro\n"',
			'A quote (") in row 2 of "people.csv" is never closed',
		);
	});

	it('that are closed by the opening quote of a later row are refused too', async () => {
		await expectRefused(
			'user_id,plan,city\nu-1,"pro,Rome\nu-2,free,"New York"\nu-3,free,Oslo\n',
			'A quote (") in row 1 of "people.csv" is never closed',
		);
		await expectRefused(
			'user_id,plan\nu-1,"pro\nu-2,"free"\n',
			'A quote (") in row 1 of "people.csv" is never closed',
		);
	});

	it('around text that looks like whole rows: a hint is shown', async () => {
		const lines = (count: number) =>
			Array.from({ length: count }, (_, n) => `u-${n},a,b`).join('\n');
		const got = await run(`user_id,plan,city\nu-1,"pro\n${lines(5)}\nu-9",Rome\n`);
		expect(got.hints).toEqual([expect.stringContaining(`'plan' (row 1 of "people.csv"`)]);
		expect((await run('user_id,a,b\nu-1,"one, two, three\nfour, five\nsix",x\n')).hints).toEqual(
			[],
		);
	});

	it('followed by text are sent unchanged, and the message of a strict server is shown', async () => {
		const got = await run('user_id,note\nu-1,ok\nu-2,"say "this" now"\n');
		expect(got.error?.message).toMatch(/^Appcues refused the request/);
		expect(got.error?.description).toContain('row 2 of "people.csv"');
	});

	it('that are invalid but clear are rewritten', async () => {
		const got = await run('user_id, "plan",size\nu-1, "pro, yearly",5" pipe\n "u-2" ,free,"6"""\n');
		expect(got.error).toBeUndefined();
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro, yearly', size: '5" pipe' },
			{ user_id: 'u-2', plan: 'free', size: '6"' },
		]);
	});
});

describe('the header', () => {
	it.each([
		['\ufeff\ufeffuser_id,plan', 'two marks', []],
		['user_id , plan', 'spaces', ["'user_id␠'", "'␠plan'"]],
		[
			'user\u200b_id,plan\u00a0',
			'zero-width and no-break spaces',
			['user\\u200b_id', 'plan\\u00a0'],
		],
		['"user_id "," plan"', 'spaces within quotes', ["'user_id␠'"]],
		['"user_id"\t,\t"plan"', 'tabs around quotes', []],
	])('%j is read and sent without %s', async (header, _, names) => {
		const got = await run(`${header}\nu-1,pro\n`);
		expect(got.error).toBeUndefined();
		expect(rows()).toEqual([{ user_id: 'u-1', plan: 'pro' }]);
		expect(got.hints).toHaveLength(names.length > 0 ? 1 : 0);
		for (const name of names) expect(got.hints[0]).toContain(name);
	});

	it('with spaces after its commas: those in the rows are removed too', async () => {
		await run('user_id, plan , note\nu-1, pro ," kept "\nu-2,free,\n');
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro', note: ' kept ' },
			{ user_id: 'u-2', plan: 'free', note: null },
		]);
	});

	it('without spaces, but with values that all start with one: a hint is shown', async () => {
		const got = await run('user_id,plan,note\nu-1, pro,\nu-2, free, x\n');
		expect(got.hints).toEqual([
			expect.stringMatching(
				/begin with a space.*'plan' \(2 rows, first row 1 .*" pro"\), 'note' \(row 2/,
			),
		]);
		const one = await run('user_id,plan\nu-1, pro\nu-2,free\n');
		expect(one.hints).toEqual([expect.stringMatching(/'plan' \(row 1 /)]);
	});

	it.each(['user_id,plan,plan', 'user_id,plan, plan', 'user_id,user_id ,plan'])(
		'%j is refused: two columns have the same name',
		async (header) => {
			const got = await run(`${header}\nu-1,pro,free\n`);
			expect(got.error?.message).toMatch(
				/^The file "people.csv" has two columns '(plan|user_id)'$/,
			);
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('can end with empty names over empty columns, as Excel writes them', async () => {
		const got = await run('user_id,plan,,\nu-1,pro,,\nu-2,"a,b",,\n');
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'a,b' },
		]);
	});

	it('can have a column without a name, as pandas writes it: it is not sent, with a hint', async () => {
		const got = await run(',user_id,plan\n0,u-1,pro\n1,u-2,free\n');
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'free' },
		]);
		expect(got.hints).toEqual([
			expect.stringContaining(`'column 1' (2 rows, first row 1 of "people.csv"`),
		]);
	});

	it('that is repeated in the rows is refused, because files were joined', async () => {
		await expectRefused(
			'user_id,plan\nu-1,pro\nuser_id,plan\nu-2,free\n',
			`Row 2 of "people.csv": 'user_id' is the name of the column itself`,
			'second header',
		);
	});

	it.each([
		['user_id,plan', 'User_ID,Plan', "'user_id' is the name of the column itself"],
		['user_id,plan', '"USER_ID",plan', "'user_id' is the name of the column itself"],
		['user_id,plan', 'plan,user_id', `'user_id' is "plan", the name of a column`],
		['user_id,plan', 'Plan, user_id', `'user_id' is "Plan", the name of a column`],
		['user_id,plan,size,', 'size,user_id,plan,', `'user_id' is "size", the name of a column`],
	])('%j that is repeated as %j is refused too', async (header, again, reason) => {
		const cells = header.split(',').map((name) => (name === '' ? '' : `x${name}`));
		const data = [header, cells.join(','), again, cells.join(','), ''].join('\n');
		await expectRefused(data, `Row 2 of "people.csv": ${reason}`, 'second header');
	});

	it('is not the same as a row with the name of another column as its ID', async () => {
		const got = await run('user_id,plan\nplan,pro\nplan,plan\nPlan,user_id2\n');
		expect(told(got).trim()).toBe('');
		expect(rows()).toHaveLength(3);
	});
});

describe('lines that are no rows', () => {
	it.each(['(2 rows)', '-------', '...', '```', '# Exported by Ada', 'Total', 'Error: timeout'])(
		'%j as an ID gets a hint',
		async (line) => {
			const got = await run(`user_id\nu-1\n${line}\n`);
			expect(got.hints).toEqual([expect.stringContaining(`(row 2 of "people.csv": "${line}")`)]);
		},
	);

	it.each(['<html><body>502 Bad Gateway</body></html>', '<!DOCTYPE html><html></html>'])(
		'%j as an ID is refused',
		async (line) => {
			await expectRefused(
				`user_id\nu-1\n${line}\n`,
				`Row 2 of "people.csv": 'user_id' is "${line}", which is code and no ID`,
				'',
			);
		},
	);
});

describe('IDs in a CSV', () => {
	it.each([
		['9.91214E+15', 'a number that a spreadsheet has shortened'],
		['[object Object]', 'an empty or mistyped value'],
		['undefined', 'an empty or mistyped value'],
		['#N/A', 'an empty or mistyped value'],
		['nan', 'an empty or mistyped value'],
	])('%j is refused with its row', async (id, reason) => {
		await expectRefused(
			`user_id,plan\nu-1,pro\n${id},free\n`,
			`Row 2 of "people.csv": 'user_id' is "${id}", ${reason.startsWith('an') ? `which comes from ${reason}` : reason}`,
		);
		await expectRefused(
			`group_id,plan\n${id},free\n`,
			`Row 1 of "people.csv": 'group_id' is "${id}", ${reason.startsWith('an') ? `which comes from ${reason}` : reason}`,
			'',
			'groups',
		);
	});

	it.each(['', ' ', '""', '\u200b', '\u00a0'])(
		'%j is not an ID, and is refused with its row',
		async (id) => {
			await expectRefused(
				`user_id,plan\nu-1,pro\n${id},free\n`,
				`Row 2 of "people.csv": 'user_id' is empty`,
			);
		},
	);

	it('are sent without invisible characters', async () => {
		const got = await run('user_id,plan\n u-1 ,pro\n"u-2 ",free\nu\u200b-3,free\nu-4,"a ""b"""\n');
		expect(got.error).toBeUndefined();
		expect(rows()).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'free' },
			{ user_id: 'u-3', plan: 'free' },
			{ user_id: 'u-4', plan: 'a "b"' },
		]);
	});

	it('that look like email addresses get a hint, those of groups do not', async () => {
		const got = await run('user_id,plan\nu-1,pro\nada@acme.example,pro\ntim@acme.example,pro\n');
		expect(got.hints).toEqual([
			expect.stringMatching(/email.*'user_id' \(2 rows, first row 2 of "people.csv": "ada@/),
		]);
		const groups = await run('group_id,plan\nada@acme.example,pro\n', { operation: 'groups' });
		expect(groups.hints).toEqual([]);
	});

	it('that end in .0 get a hint', async () => {
		expect(told(await run('user_id,plan\n12.0,pro\n'))).toContain(
			`'user_id' (row 1 of "people.csv"`,
		);
	});
});

describe('properties in a CSV', () => {
	it('that come from a mistake are emptied, with a hint', async () => {
		const got = await run(
			'user_id,renews_at,plan\nu-1,Invalid DateTime,pro\nu-2,2026-06-20,[object Object]\nu-3, NaN ,Undefined Ltd\n',
		);
		expect(rows()).toEqual([
			{ user_id: 'u-1', renews_at: null, plan: 'pro' },
			{ user_id: 'u-2', renews_at: '2026-06-20', plan: null },
			{ user_id: 'u-3', renews_at: null, plan: 'Undefined Ltd' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/'renews_at' \(2 rows, first row 1 .*"Invalid DateTime"\), 'plan' \(row 2/,
			),
		]);
	});

	it('that are dates which Appcues cannot compare get a hint, and are sent', async () => {
		const got = await run('user_id,renews_at\nu-1,06/20/2026\n');
		expect(got.hints).toEqual([
			expect.stringContaining(`'renews_at' (row 1 of "people.csv": "06/20/2026")`),
		]);
		expect(rows()).toEqual([{ user_id: 'u-1', renews_at: '06/20/2026' }]);
	});

	it('are sent byte by byte when nothing is wrong', async () => {
		const data = 'user_id,note,n\nu-1,"a ""b"", c\nd",007\nu-2,Zoë 😀,1e5\nu-3,-,-0.10\n';
		const got = await run(data);
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([
			{ user_id: 'u-1', note: 'a "b", c\nd', n: '007' },
			{ user_id: 'u-2', note: 'Zoë 😀', n: '1e5' },
			{ user_id: 'u-3', note: '-', n: '-0.10' },
		]);
	});
});

describe('events in a CSV', () => {
	const events = async (lines: string[], header = 'user_id,name,timestamp') =>
		await run([header, ...lines, ''].join('\n'), { operation: 'events' });

	it.each([
		['2026-06-20T10:00:00Z', '2026-06-20T10:00:00Z'],
		['2026-06-20T10:00:00.123456+02:00', '2026-06-20T10:00:00.123456+02:00'],
		['2026-12-31T23:59:59Z', '2026-12-31T23:59:59Z'],
		['2026-06-20 10:00:00+00:00', '2026-06-20T10:00:00.000Z'],
		['2026-06-20t10:00:00z', '2026-06-20T10:00:00.000Z'],
		['1602611311', '2020-10-13T17:48:31.000Z'],
		['1602611311000', '2020-10-13T17:48:31.000Z'],
	])('the time %s is sent as %s', async (time, expected) => {
		const got = await events([`u-1,Paid,${time}`]);
		expect(told(got).trim()).toBe('');
		expect(rows('events')).toEqual([
			{ user_id: 'u-1', name: 'Paid', timestamp: expected, attributes: {} },
		]);
	});

	it.each(['2026-06-20 10:00:00', '2026-06-20T10:00', '2026-06-20'])(
		'the time %s without a zone is read in the workflow’s time zone, with a hint',
		async (time) => {
			const got = await events(['u-0,Paid,2026-01-01T00:00:00Z', `u-1,Paid,${time}`]);
			expect(got.hints).toEqual([
				expect.stringContaining(`'timestamp' (row 2 of "people.csv": "${time}")`),
			]);
			expect(String(elementAt(rows('events'), 1).timestamp)).toMatch(
				/^2026-06-(19|20)T\d\d:00:00.000Z$/,
			);
		},
	);

	it.each([
		'46205',
		'46205.84',
		'06/20/2026',
		'Invalid DateTime',
		'2026-02-30T10:00:00Z',
		'x',
		'2026-06-31T10:00:00Z',
	])('the time %s is refused with its row', async (time) => {
		await expectRefused(
			`user_id,name,timestamp\nu-1,Paid,2026-01-01T00:00:00Z\nu-2,Paid,${time}\n`,
			`Row 2 of "people.csv": 'timestamp' is ${JSON.stringify(time)}, which is not a time`,
			'',
			'events',
		);
	});

	it.each([
		['u-1,,2026-01-01T00:00:00Z', `'name' is empty`],
		['u-1,Paid,', `'timestamp' is empty`],
		['u-1,Paid, ', `'timestamp' is empty`],
		['u-1,Paid', `'timestamp' is empty`],
		[
			'u-1,undefined,2026-01-01T00:00:00Z',
			`'name' is "undefined", which comes from an empty or mistyped value`,
		],
		[`u-1,${'x'.repeat(128)},2026-01-01T00:00:00Z`, `'name' has 128 characters`],
	])('%j is refused', async (line, message) => {
		await expectRefused(
			`user_id,name,timestamp\n${line}\n`,
			`Row 1 of "people.csv": ${message}`,
			'',
			'events',
		);
	});

	it('names are trimmed, and have at most 127 characters', async () => {
		const long = 'ü'.repeat(127);
		const got = await events(
			[` Paid ,2026-01-01T00:00:00Z,u-1`, `${long},2026-01-01T00:00:00Z,u-1`],
			'name,timestamp,user_id',
		);
		expect(got.error).toBeUndefined();
		expect(rows('events').map(({ name }) => name)).toEqual(['Paid', long]);
	});

	it('group IDs can be empty, and are checked', async () => {
		const header = 'user_id,name,timestamp,group_id';
		const got = await events(
			['u-1,Paid,2026-01-01T00:00:00Z,', 'u-2,Paid,2026-01-01T00:00:00Z, acme '],
			header,
		);
		expect(told(got).trim()).toBe('');
		expect(rows('events').map(({ group_id }) => group_id)).toEqual([undefined, 'acme']);
		const odd = await events(['u-2,Paid,2026-01-01T00:00:00Z,1.5E+9'], header);
		expect(odd.error?.message).toContain(`'group_id' is "1.5E+9"`);
	});

	it.each(['{"plan":"pro"', "{'plan':'pro'}", '{"plan":"pro",}'])(
		'%s as the properties is refused, because it is not valid JSON',
		async (text) => {
			const row = 'u-1,Paid,2026-01-01T00:00:00Z';
			const cell = `"${text.replaceAll('"', '""')}"`;
			const got = await events(
				[`${row},{}`, `${row},${cell}`],
				'user_id,name,timestamp,attributes',
			);
			expect(got.error?.message).toBe(`Row 2 of "people.csv": 'attributes' is not valid JSON`);
			expect(got.error?.description).toContain('in JSON at position');
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('properties in a column of JSON are checked too', async () => {
		const cell = (value: object) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
		const got = await events(
			[
				`u-1,Paid,2026-01-01T00:00:00Z,${cell({ plan: 'pro', total: 3, at: 'Invalid Date' })}`,
				`u-2,Paid,2026-01-01T00:00:00Z,${cell({ plan: 'pro', total: 12345678901 })}`,
				`u-3,Paid,2026-01-01T00:00:00Z,[object Object]`,
			],
			'user_id,name,timestamp,attributes',
		);
		expect(got.error).toBeUndefined();
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ plan: 'pro', total: 3 },
			{ plan: 'pro', total: 12345678901 },
			{},
		]);
		expect(got.hints).toEqual([expect.stringMatching(/'at' \(row 1.*'attributes' \(row 3/)]);
	});
});

it('a refused file does not stop others when the node continues on errors', async () => {
	const got = await run('user_id,plan\nu-1,pro,x\n', { onError: 'continueErrorOutput' });
	expect(first(got.json(1)).error).toBe(
		'Row 1 of "people.csv": it has 3 cells, but the header has 2',
	);
});

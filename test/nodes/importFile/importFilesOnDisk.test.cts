/**
 * n8n-core reads this setting when it is loaded, so it is loaded for this file alone.
 *
 * @jest-environment node
 */
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';

import { describe, expect, it } from '@jest/globals';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

it('streams a file that n8n keeps on disk, in parts', async () => {
	const lines = Array.from({ length: 125_000 }, (_, id) => `user-${id},"one\ntwo ü"`);
	const text = `\ufeffuser_id,note\r\n${lines.join('\r\n')}`;
	const data = await appcues.engine.store(Buffer.from(text), 'people.csv', 'text/csv');
	expect(data.id).toMatch(/^filesystem/);
	const got = await appcues.run({
		type: 'appcuesImport',
		parameters: { operation: 'profiles', source: 'file' },
		binary: [{ data }],
	});
	expect(got.error).toBeUndefined();
	expect(got.json().map(({ rows }) => rows)).toEqual([50_000, 50_000, 25_000]);
	const { users } = appcues.fake.account();
	expect(users.get('user-0')).toEqual({ note: 'one\ntwo ü' });
	expect(users.get('user-124999')).toEqual({ note: 'one\ntwo ü' });
});

describe('a file that changes while it is sent', () => {
	const sent = (kind: string) => appcues.fake.requests('POST', `/import/${kind}`);

	/** Imports a file in order, and changes it when its first part arrives. */
	async function importWhile(kind: string, text: string, change: (path: string) => Promise<void>) {
		const data = await appcues.engine.store(Buffer.from(text), 'all.csv', 'text/csv');
		const run = appcues.start({
			type: 'appcuesImport',
			parameters: { operation: kind, source: 'file', options: { inOrder: true } },
			binary: [{ data }],
		});
		while (sent(kind).length === 0) await setImmediate();
		await change(appcues.engine.pathOf(data));
		return await run.finished;
	}

	/** Three rows fill a part. */
	const rows = (count: number, cell: string) =>
		Array.from({ length: count }, (_, row) => `u${row},${cell}${'x'.repeat(1_300_000)}`);

	const changes: Array<[string, (path: string) => Promise<void>]> = [
		['has more rows', async (path) => await appendFile(path, 'u99,more\n')],
		['has one more byte', async (path) => await appendFile(path, '\n')],
		['ends earlier', async (path) => await writeFile(path, (await readFile(path)).subarray(0, -9))],
		[
			'has another value in a row of the same length',
			async (path) => {
				const bytes = await readFile(path);
				bytes.write('y', bytes.length - 9);
				await writeFile(path, bytes);
			},
		],
	];

	it.each([
		...changes.map(([name, change]) => [name, 'LF', '\n', change] as const),
		...changes.slice(0, 1).map(([name, change]) => [name, 'CRLF', '\r\n', change] as const),
	])('and %s (%s): names what was sent', async (_name, _end, end, change) => {
		const text = ['user_id,note', ...rows(8, ''), ''].join(end);
		const got = await importWhile('profiles', text, change);
		expect(got.error?.message).toBe('The file "all.csv" has changed since it was checked');
		const [jobId] = [...appcues.fake.account().jobs.keys()];
		expect(got.error?.description.split('\n')).toEqual([
			"Something else may be writing to it. Make sure that it's complete before you import it.",
			"Its rows up to 3 were sent. The rows from 4 on weren't sent.",
			`Jobs that Appcues accepted: ${jobId}.`,
			'You can safely run this again: Appcues merges the same values into the profiles.',
			'To send only the rest, remove the rows that were sent from the file.',
		]);
		expect(sent('profiles').map(({ body }) => (body as unknown[]).length)).toEqual([3]);
	});

	it('and has events: says that they would count twice', async () => {
		const lines = rows(8, 'Paid,2026-01-15T12:00:00Z,');
		const text = ['user_id,name,timestamp,note', ...lines, ''].join('\n');
		const got = await importWhile('events', text, async (path) => await appendFile(path, '\n'));
		expect(got.error?.description).toContain(
			'counts the events that it has already imported twice',
		);
		expect(sent('events')).toHaveLength(1);
	});

	it('or is deleted: names it, and what was sent of the others', async () => {
		const store = async (text: string, name: string) =>
			await appcues.engine.store(Buffer.from(text), name, 'text/csv');
		const first = await store('user_id\nu-1\n', 'first.csv');
		const second = await store('user_id\nu-2\n', 'second.csv');
		const run = appcues.start({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', source: 'file', options: { inOrder: true } },
			input: [{}, {}],
			binary: [{ data: first }, { data: second }],
			onError: 'continueRegularOutput',
		});
		while (sent('profiles').length === 0) await setImmediate();
		await rm(appcues.engine.pathOf(second));
		const got = await run.finished;
		expect(got.json()).toEqual([
			expect.objectContaining({ rows: 1, status: 'COMPLETED' }),
			{
				error: 'The file "second.csv" couldn\'t be read completely',
				details: expect.objectContaining({
					description: expect.stringMatching(/\nNone of it was sent\.$/),
				}),
			},
		]);
		expect(got.paired()).toEqual([[0], [1]]);
	});
});

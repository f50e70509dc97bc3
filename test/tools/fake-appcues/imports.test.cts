import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const NDJSON = { headers: { 'content-type': 'application/ndjson' } };
const BOUNDARY = 'b0undary';
const FORM = { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };

describe('Imports', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ accounts: [smallAccount()], clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const sendText = (kind: string, text: string | Buffer) =>
		client.post(`/import/${kind}`, Buffer.from(text), NDJSON);
	const sendRows = (kind: string, ...rows: unknown[]) =>
		sendText(kind, rows.map((row) => JSON.stringify(row)).join('\n'));
	const sendForm = (kind: string, form: FormData) => client.post(`/import/${kind}`, form);
	const sendCsv = (kind: string, csv: string | Buffer, name = 'rows.csv') => {
		const form = new FormData();
		form.append('file', new Blob([csv], { type: 'text/csv' }), name);
		return sendForm(kind, form);
	};
	const result = async (jobId: string) => {
		clock.advance(1000);
		const { status, events } = (await client.get(`/jobs/${jobId}`)).data;
		return [status, events.at(-1).attributes];
	};
	const event = (changes: object = {}) => ({
		user_id: 'user-ada',
		name: 'Clicked',
		timestamp: '2026-01-15T11:00:00Z',
		...changes,
	});

	it('of profiles merge them in a job, and create missing users', async () => {
		const { status, data } = await sendRows(
			'profiles',
			{ user_id: 'user-tim', plan: 'pro', mrr: 99, extra: { a: 1 }, list: [1] },
			{ user_id: 'newcomer', plan: null },
			{ user_id: 'newcomer', plan: 'free', beta: true },
		);

		expect([status, data]).toEqual([
			202,
			{ status: 202, title: 'Accepted', job_id: data.job_id, job_url: expect.any(String) },
		]);
		expect(fake.account().users.has('newcomer')).toBe(false);
		expect(await result(data.job_id)).toEqual([
			'COMPLETED',
			{ received: 3, created: 1, updated: 2, ignored_values: 2 },
		]);
		expect(fake.account().users.get('newcomer')).toEqual({ plan: 'free', beta: true });
		expect(fake.account().users.get('user-tim')).toEqual({
			email: 'tim@acme.example',
			plan: 'pro',
			role: 'editor',
			mrr: 99,
			beta: false,
		});
	});

	it('of events append them in a job', async () => {
		const { data } = await sendRows(
			'events',
			event({ attributes: { nested: { kept: [1] } }, group_id: 'group-acme' }),
			event({ user_id: 'newcomer' }),
		);
		expect(fake.account().events).toHaveLength(10);

		expect(await result(data.job_id)).toEqual(['COMPLETED', { received: 2 }]);
		expect(fake.account().events.slice(10)).toEqual([
			{
				id: 'event-11',
				userId: 'user-ada',
				name: 'Clicked',
				at: Date.UTC(2026, 0, 15, 11),
				attributes: { nested: { kept: [1] } },
				groupId: 'group-acme',
			},
			expect.objectContaining({ id: 'event-12', userId: 'newcomer', attributes: {} }),
		]);
		expect(fake.account().users.has('newcomer')).toBe(false);
	});

	it('of groups merge them in a job', async () => {
		const { data } = await sendRows(
			'groups',
			{ group_id: 'group-acme', seats: 30 },
			{ group_id: 'group-new', plan: 'trial' },
		);

		expect(await result(data.job_id)).toEqual([
			'COMPLETED',
			{ received: 2, created: 1, updated: 1, ignored_values: 0 },
		]);
		expect(fake.account().groups.get('group-acme')).toMatchObject({ name: 'Acme', seats: 30 });
		expect(fake.account().groups.get('group-new')).toEqual({ plan: 'trial' });
	});

	it('change nothing when their job fails', async () => {
		fake.failNextJobs(1, 'quota exceeded');
		const { data } = await sendRows('profiles', { user_id: 'newcomer' });

		expect(await result(data.job_id)).toEqual(['FAILED', { reason: 'quota exceeded' }]);
		expect(fake.account().users.has('newcomer')).toBe(false);
	});

	describe('of NDJSON', () => {
		it('accept empty lines, CRLF and a final line break', async () => {
			const { status, data } = await sendText(
				'profiles',
				'{"user_id":"a"}\r\n\n  \n{"user_id":"b\u2028\\n"}\n',
			);

			expect(status).toBe(202);
			expect(await result(data.job_id)).toMatchObject(['COMPLETED', { received: 2 }]);
			expect(fake.account().users.has('b\u2028\n')).toBe(true);
		});

		it('accept characters that arrive in two pieces', async () => {
			const bytes = Buffer.from('{"user_id":"ünï 🙂"}\n');
			await client.post(
				'/import/profiles',
				Readable.from([...bytes].map((b) => Buffer.of(b))),
				NDJSON,
			);
			clock.advance(1000);

			expect(fake.account().users.has('ünï 🙂')).toBe(true);
		});

		it.each([
			['a line that is not JSON', '{"user_id":"a"}\n{"user_id":', 'line 2: is not valid JSON'],
			['two objects on a line', '{"user_id":"a"}{"user_id":"b"}', 'line 1: is not valid JSON'],
			['a list', '[{"user_id":"a"}]', 'line 1: is not an object'],
			['null', '{"user_id":"a"}\n\nnull', 'line 3: is not an object'],
			['a byte order mark', '\uFEFF{"user_id":"a"}', 'line 1: is not valid JSON'],
			[
				'other bytes than UTF-8',
				Buffer.from('{"user_id":"\xff"}', 'latin1'),
				'line 1: is not valid UTF-8',
			],
			['half a character', Buffer.from([0x7b, 0xc3]), 'line 1: is not valid UTF-8'],
			['no user ID', '{"user_id":"a"}\n{"plan":"x"}', 'line 2: user_id: is required'],
			['null for a user ID', '{"user_id":null}', 'line 1: user_id: is required'],
			['an empty user ID', '{"user_id":""}', 'line 1: user_id: must not be empty'],
			['a number for a user ID', '{"user_id":7}', 'line 1: user_id: must be a string'],
			['only line breaks', '\n\n', 'body: holds no rows'],
			['nothing', '', 'body: is required'],
			['CSV', 'user_id\na', 'line 1: is not valid JSON'],
		])('are refused with %s', async (_, text, detail) => {
			const { status, data } = await sendText('profiles', text);

			expect([status, data]).toEqual([
				400,
				{ error: true, status: 400, title: 'Bad Request', detail },
			]);
			expect(fake.account().jobs.size).toBe(0);
		});

		it.each([
			[event({ user_id: undefined }), 'user_id: is required'],
			[event({ user_id: '' }), 'user_id: must not be empty'],
			[event({ name: undefined }), 'name: is required'],
			[event({ name: '' }), 'name: must not be empty'],
			[event({ name: 'x'.repeat(128) }), 'name: must have at most 127 characters'],
			[event({ timestamp: undefined }), 'timestamp: is required'],
			[event({ timestamp: '' }), 'timestamp: must be a time'],
			[event({ timestamp: 1768478400 }), 'timestamp: must be a time'],
			[event({ timestamp: '2026-01-15' }), 'timestamp: must be a time'],
			[event({ timestamp: '2026-02-30T12:00:00Z' }), 'timestamp: must be a time'],
			[event({ attributes: [] }), 'attributes: must be an object'],
			[event({ attributes: null }), 'attributes: must be an object'],
			[event({ group_id: '' }), 'group_id: must not be empty'],
			[event({ plan: 'pro' }), 'plan: is unknown'],
		])('are refused with the event %j', async (bad, detail) => {
			const { status, data } = await sendRows('events', event(), bad);

			expect([status, data.detail]).toEqual([400, expect.stringContaining(`line 2: ${detail}`)]);
		});

		it('are refused without a group ID', async () => {
			const { status, data } = await sendRows('groups', { user_id: 'a' });

			expect([status, data.detail]).toEqual([400, 'line 1: group_id: is required']);
		});

		it('accept names of 127 characters, and times in any zone', async () => {
			const rows = event({ name: '🙂'.repeat(127), timestamp: '2026-01-15T13:00:00.5+02:00' });

			expect((await sendRows('events', rows)).status).toBe(202);
		});

		it('of 10,000 rows are checked in well under a second of processor time', async () => {
			const text = Array.from({ length: 10_000 }, (_, i) =>
				JSON.stringify({ user_id: `user-${i}`, plan: 'pro', mrr: i, note: 'x'.repeat(100) }),
			).join('\n');
			const before = process.cpuUsage();

			const { status } = await sendText('profiles', text);

			expect(status).toBe(202);
			const { user, system } = process.cpuUsage(before);
			expect(user + system).toBeLessThan(1_000_000);
			clock.advance(1000);
			expect(fake.account().users.size).toBe(10_005);
		});
	});

	describe('of an uploaded CSV', () => {
		it('keep strings unchanged, and read empty cells as null', async () => {
			const { status, data } = await sendCsv(
				'profiles',
				'user_id,plan,mrr,note\nuser-tim,pro,99,\nnewcomer,"a ""b"", c","1\n2",true\n',
			);

			expect(status).toBe(202);
			expect(await result(data.job_id)).toMatchObject(['COMPLETED', { received: 2 }]);
			expect(fake.account().users.get('user-tim')).toMatchObject({
				plan: 'pro',
				mrr: '99',
				note: null,
			});
			expect(fake.account().users.get('newcomer')).toEqual({
				plan: 'a "b", c',
				mrr: '1\n2',
				note: 'true',
			});
		});

		it('accept a BOM, CRLF, empty lines and columns in any order', async () => {
			await sendCsv('groups', '\uFEFFplan,group_id\r\npro,ünï\r\n\r\nfree,b\r\n');
			clock.advance(1000);

			expect(fake.account().groups.get('ünï')).toEqual({ plan: 'pro' });
			expect(fake.account().groups.get('b')).toEqual({ plan: 'free' });
		});

		it('accept an event’s attributes as JSON, and from the other columns', async () => {
			await sendCsv(
				'events',
				[
					'user_id,name,timestamp,group_id,attributes,rows',
					'a,Clicked,2026-01-15T11:00:00Z,g1,"{""deep"":{""er"":1}}",3',
					'b,Clicked,2026-01-15T11:00:00Z,,,',
				].join('\n'),
			);
			clock.advance(1000);

			expect(fake.account().events.slice(10)).toMatchObject([
				{ userId: 'a', groupId: 'g1', attributes: { deep: { er: 1 }, rows: '3' } },
				{ userId: 'b', attributes: { rows: null } },
			]);
			expect(fake.account().events.at(-1)).not.toHaveProperty('groupId');
		});

		it('are logged with their rows and the name and type of the file', async () => {
			await sendCsv('profiles', 'user_id,plan\na,\n', 'Übung.csv');

			expect(fake.log.at(-1)).toMatchObject({
				operation: 'importProfiles',
				body: [{ user_id: 'a', plan: null }],
				file: { name: 'Übung.csv', type: 'text/csv' },
			});
		});

		it.each([
			['without the key column', 'profiles', 'id,plan\na,b', 'line 1: user_id: the header has no'],
			[
				'without a timestamp',
				'events',
				'user_id,name\na,b',
				'line 1: timestamp: the header has no',
			],
			['with an empty key', 'profiles', 'user_id,plan\na,b\n,c', 'line 3: user_id: is required'],
			['with a cell too few', 'profiles', 'user_id,plan\na', 'line 2: Invalid Record Length'],
			['with an open quote', 'profiles', 'user_id,plan\na,"b', 'line 2: Quote Not Closed'],
			['with a header alone', 'profiles', 'user_id,plan\n', 'body: holds no rows'],
			['that is empty', 'profiles', '', 'body: holds no rows'],
			[
				'with attributes that are not JSON',
				'events',
				'user_id,name,timestamp,attributes\na,b,2026-01-15T11:00:00Z,none',
				'line 2: attributes: must be an object, as JSON',
			],
			[
				'with an invalid time',
				'events',
				'user_id,name,timestamp\na,b,yesterday',
				'line 2: timestamp: must be a time',
			],
		])('are refused %s', async (_, kind, csv, detail) => {
			const { status, data } = await sendCsv(kind, csv);

			expect([status, data.detail]).toEqual([400, expect.stringContaining(detail)]);
			expect(fake.account().jobs.size).toBe(0);
		});

		const file = new Blob(['user_id\na\n'], { type: 'text/csv' });
		const parts = (...entries: Array<[string, Blob | string]>) => {
			const form = new FormData();
			for (const [name, value] of entries) {
				if (typeof value === 'string') form.append(name, value);
				else form.append(name, value, 'rows.csv');
			}
			return form;
		};

		it.each([
			['no part', parts(), 'body.file: is required'],
			['a part of another name', parts(['csv', file]), 'body.csv: is unknown'],
			[
				'a field beside the file',
				parts(['file', file], ['dry_run', '1']),
				'body.dry_run: is unknown',
			],
			['a field for the file', parts(['file', 'user_id\na']), 'body.file: must be a file'],
			['two files', parts(['file', file], ['file', file]), 'body.file: comes twice'],
		])('are refused with %s', async (_, form, detail) => {
			const { status, data } = await sendForm('profiles', form);

			expect([status, data.detail]).toEqual([400, expect.stringContaining(detail)]);
		});

		const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`;

		it.each([
			['cut off', `${head}user_id\na`, FORM, 'body: Unexpected end of form'],
			['that is not a form', 'user_id\na\n', FORM, 'body: Unexpected end of form'],
			[
				'without a boundary',
				head,
				{ headers: { 'content-type': 'multipart/form-data' } },
				'body: Multipart: Boundary not found',
			],
		])('are refused %s', async (_, body, options, detail) => {
			const { status, data } = await client.post('/import/profiles', Buffer.from(body), options);

			expect([status, data.detail]).toEqual([400, detail]);
		});
	});

	it.each([
		['application/json', '{"user_id":"a"}'],
		['text/csv', 'user_id\na'],
		['application/x-ndjson', '{"user_id":"a"}'],
		['application/octet-stream', '{"user_id":"a"}'],
	])('are refused as %s: 415', async (type, body) => {
		const { status, data } = await client.post('/import/profiles', Buffer.from(body), {
			headers: { 'content-type': type },
		});

		expect([status, data.title]).toEqual([415, 'Unsupported Media Type']);
		expect(data.detail).toContain(type);
	});

	it('are refused without a Content-Type: 415', async () => {
		const { status } = await client.post('/import/profiles', Buffer.from('{"user_id":"a"}'), {
			headers: { 'content-type': false },
		});

		expect(status).toBe(415);
	});

	it('are refused for wrong credentials before their rows are', async () => {
		const stranger = clientOf(fake, { secret: 'wrong' });

		expect((await stranger.post('/import/profiles', Buffer.from('x'), NDJSON)).status).toBe(401);
	});

	it('have one limit for NDJSON and another for files: 413', async () => {
		fake.bodyLimit = 1000;
		fake.importLimit = 50_000;
		const csv = (rows: number) => `user_id\n${'someone\n'.repeat(rows)}`;

		expect((await sendRows('profiles', { user_id: 'x'.repeat(1000) })).data).toMatchObject({
			status: 413,
			detail: 'the body is larger than 1000 bytes',
		});
		expect((await sendCsv('profiles', csv(5000))).status).toBe(202);
		expect((await sendCsv('profiles', csv(200_000))).status).toBe(413);
	});

	describe('with rows that are not kept', () => {
		it('are checked and counted, and change nothing', async () => {
			fake.keepRows = false;
			const { data } = await sendRows('profiles', { user_id: 'newcomer' });

			expect(await result(data.job_id)).toEqual(['COMPLETED', { received: 1 }]);
			expect(fake.account().users.has('newcomer')).toBe(false);
			expect(fake.log[0]?.body).toBeUndefined();
			expect((await sendRows('profiles', {})).status).toBe(400);
		});

		it('are read while they arrive, however many they are', async () => {
			fake.keepRows = false;
			const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\n\r\n`;
			const block = `someone,${'x'.repeat(100)}\n`.repeat(500);
			function* upload() {
				yield `${head}user_id,note\n`;
				for (let i = 0; i < 40; i += 1) yield block;
				yield `\r\n--${BOUNDARY}--\r\n`;
			}

			const { data } = await client.post('/import/profiles', Readable.from(upload()), FORM);

			expect(await result(data.job_id)).toEqual(['COMPLETED', { received: 20_000 }]);
			expect(fake.log[0]?.bodyBytes).toBeGreaterThan(2_000_000);
		});
	});
});

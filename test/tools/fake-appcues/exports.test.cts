import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const LAST_WEEK = { start_time: '2026-01-08T12:00:00Z', conditions: [] };

describe('Exports', () => {
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

	const MEMBERS = '/segments/seg-power-users/segment_membership_export';
	/** Returns the job of an export once it is done. */
	async function exported(path: string, body: object) {
		const { status, data } = await client.post(path, body);
		expect(status).toBe(202);
		clock.advance(1000);
		return (await client.get(`/jobs/${data.job_id}`)).data;
	}
	const fileOf = async (job: { events: Array<{ attributes: Record<string, string> }> }) => {
		const url = job.events.at(-1)?.attributes.signed_s3_url ?? '';
		return await text((await axios.get(url, { responseType: 'stream' })).data);
	};
	const events = async (body: object) => fileOf(await exported('/export/events', body));
	const rowsOf = (ndjson: string) =>
		ndjson
			.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line));
	const idsOf = async (body: object) =>
		rowsOf(await events({ ...LAST_WEEK, format: 'json', ...body })).map(({ id }) => id);

	it('are jobs whose last event has a link to another origin', async () => {
		const job = await exported('/export/events', {
			...LAST_WEEK,
			format: 'json',
			email: 'a@b.example',
		});

		expect(job).toMatchObject({ name: 'export_events', status: 'COMPLETED' });
		const { attributes } = job.events.at(-1);
		expect(attributes).toEqual({
			rows: 7,
			email: 'a@b.example',
			signed_s3_url: expect.stringMatching(/^http:\/\/localhost:\d+\/download\//),
		});
		expect(new URL(attributes.signed_s3_url).origin).toBe(fake.downloadUrl);
		expect(fake.downloadUrl).not.toBe(fake.url);
		expect(fake.account().jobs.get(job.id)?.file).toMatchObject({ name: 'events.json', rows: 7 });
	});

	it('have no link before they are done, nor after a failure, nor in the list', async () => {
		const { data } = await client.post('/export/events', { ...LAST_WEEK, format: 'csv' });
		fake.failNextJobs(1);
		const failing = await client.post('/export/events', { ...LAST_WEEK, format: 'csv' });
		const early = await client.get(`/jobs/${data.job_id}`);
		clock.advance(1000);
		const failed = await client.get(`/jobs/${failing.data.job_id}`);
		const list = await client.get('/jobs');

		for (const answer of [early, failed, list]) {
			expect(JSON.stringify(answer.data)).not.toContain('signed_s3_url');
		}
	});

	describe('of events', () => {
		it('are NDJSON, oldest event first', async () => {
			const rows = rowsOf(await events({ ...LAST_WEEK, format: 'json' }));

			expect(rows).toHaveLength(7);
			expect(rows[1]).toEqual({
				id: 'event-5',
				name: 'Created report',
				timestamp: '2026-01-13T12:00:00.000Z',
				user_id: 'user-ada',
				account_id: '123456',
				attributes: { report: 'Churn', rows: 1200, shared: true },
				identity: fake.account().users.get('user-ada'),
			});
		});

		it('are CSV with dotted columns: the union of all keys, and an empty cell for an absent key', async () => {
			const { people } = fake.account();
			const interaction = { response: [{ label: 'Role', value: 'Dev, "lead"\nand more' }, {}] };
			const at = clock.now();
			people.addEvent({
				userId: 'u',
				name: 'appcues:form_submitted',
				at,
				attributes: { interaction },
			});
			people.addEvent({
				userId: 'u',
				name: 'Own',
				at,
				attributes: { score: 0, note: null, list: [] },
			});
			people.mergeUser('u', { plan: 'pro' });

			const csv = await events({
				...LAST_WEEK,
				format: 'csv',
				conditions: [['user_id', '==', 'u']],
			});

			const stamp = '2026-01-15T12:00:00.000Z,u,123456';
			expect(csv.split('\r\n')).toEqual([
				'id,name,timestamp,user_id,account_id,attributes.interaction.response.0.label,' +
					'attributes.interaction.response.0.value,attributes.score,attributes.note,identity.plan',
				`event-11,appcues:form_submitted,${stamp},Role,"Dev, ""lead""\nand more",,,pro`,
				`event-12,Own,${stamp},,,0,,pro`,
				'',
			]);
		});

		it('are empty when there is nothing: no line, or only a header', async () => {
			const none = { start_time: '2030-01-01T00:00:00Z', conditions: [] };

			expect(await events({ ...none, format: 'json' })).toBe('');
			expect(await events({ ...none, format: 'csv' })).toBe(
				'id,name,timestamp,user_id,account_id\r\n',
			);
		});

		it('write attributes and identity as JSON text if the setting says so, but never in a CSV', async () => {
			fake.nestedAs = 'text';
			const conditions = [['attributes.report', '==', 'Churn']];

			const [row] = rowsOf(await events({ ...LAST_WEEK, format: 'json', conditions }));
			expect(row.attributes).toBe('{"report":"Churn","rows":1200,"shared":true}');
			expect(JSON.parse(row.identity)).toEqual(fake.account().users.get('user-ada'));
			const csv = await events({ ...LAST_WEEK, format: 'csv', conditions });
			expect(csv).toContain('attributes.report,attributes.rows,');
		});

		it('include the source of an event that has one', async () => {
			fake.account().people.addEvent({ userId: 'u', name: 'Own', at: clock.now(), source: 'web' });

			const rows = rowsOf(await events({ ...LAST_WEEK, format: 'json' }));
			expect(rows.map(({ source }) => source)).toEqual([...Array(7).fill(undefined), 'web']);
		});

		it('include start_time and exclude end_time', async () => {
			const range = { start_time: '2026-01-13T12:00:00Z', end_time: '2026-01-15T11:55:00Z' };

			expect(await idsOf(range)).toEqual(['event-5', 'event-6', 'event-7', 'event-8', 'event-9']);
		});

		it('contain the events from when the job is done', async () => {
			const asked = client.post('/export/events', { ...LAST_WEEK, format: 'json' });
			const { job_id: id } = (await asked).data;
			fake.account().people.addEvent({ userId: 'late', name: 'Late', at: clock.now() });
			clock.advance(1000);
			const first = (await client.get(`/jobs/${id}`)).data;
			fake.account().people.addEvent({ userId: 'too-late', name: 'Late', at: clock.now() });

			expect(rowsOf(await fileOf(first)).map(({ user_id }) => user_id)).toContain('late');
			expect(rowsOf(await fileOf(first)).map(({ user_id }) => user_id)).not.toContain('too-late');
		});

		it('use offset and limit', async () => {
			expect(await idsOf({ offset: 2, limit: 2 })).toEqual(['event-6', 'event-7']);
			expect(await idsOf({ offset: 6 })).toEqual(['event-10']);
		});

		it('use the time zone', async () => {
			const [row] = rowsOf(await events({ ...LAST_WEEK, format: 'json', time_zone: '01:00' }));

			expect(row.timestamp).toBe('2026-01-12T13:00:00.000+01:00');
		});

		it.each([
			[[['name', '==', 'Created report']], [5, 6, 10]],
			[[['name', '!=', 'Created report']], [4, 7, 8, 9]],
			[[['user_id', 'in', ['user-tim', 'user-grace']]], [4, 6, 10]],
			[[['user_id', 'not in', ['user-tim', 'user-grace']]], [5, 7, 8, 9]],
			[[['name', 'like', 'appcues:%']], [7, 8]],
			[[['name', 'like', '%REPORT']], []],
			[[['name', 'ilike', '%REPORT']], [5, 6, 10]],
			[[['name', 'not like', '%e%']], []],
			[[['name', 'not ilike', 'created%']], [4, 7, 8, 9]],
			[[['attributes.report', 'like', 'Revenue, by m.nth']], []],
			[[['attributes.rows', '>', 12]], [5]],
			[[['attributes.rows', '>=', 12]], [5, 6]],
			[[['attributes.rows', '<', '12']], [10]],
			[[['attributes.rows', '<=', 12]], [6, 10]],
			[[['attributes.shared', '==', true]], [5]],
			[[['attributes.role', '==', null]], [4, 5, 6, 7, 8, 9, 10]],
			[[['timestamp', '<', '2026-01-14']], [4, 5]],
			[[['group_id', '==', 'group-globex']], [7, 8]],
			[[['identity.plan', '==', 'free']], [7, 8]],
			[
				[
					['name', '==', 'Created report'],
					['attributes.shared', '==', false],
				],
				[6, 10],
			],
		])('match the conditions %j', async (conditions, expected) => {
			expect(await idsOf({ conditions })).toEqual(expected.map((n) => `event-${n}`));
		});

		it.each([
			['name', '==', 'Nothing of the kind'],
			['name', 'in', 'Created report'],
			['name', '==', ['Created report']],
			['name', '==', { is: 'Created report' }],
			['attributes.no', '==', 1],
		])('never validate the value of a condition: %j %s %j', async (...condition) => {
			expect(await idsOf({ conditions: [condition] })).toEqual([]);
		});

		it.each([
			['no format', { format: undefined }, 'body.format'],
			['another format', { format: 'xlsx' }, 'body.format'],
			['no start', { start_time: undefined }, 'body.start_time'],
			['an invalid start', { start_time: 'yesterday' }, 'body.start_time'],
			['a day without a time', { start_time: '2026-01-08' }, 'body.start_time'],
			['an end before the start', { end_time: '2026-01-01T00:00:00Z' }, 'body.end_time'],
			['no conditions', { conditions: undefined }, 'body.conditions'],
			['a condition that is an object', { conditions: [{ name: 'x' }] }, 'body.conditions.0'],
			['half a condition', { conditions: [['name', '==']] }, 'body.conditions.0'],
			['a condition too long', { conditions: [['name', '==', 'a', 'b']] }, 'body.conditions.0'],
			['an unknown operator', { conditions: [['name', '=', 'a']] }, 'body.conditions.0.1'],
			['an unknown field', { conditions: [['plan', '==', 'a']] }, 'body.conditions.0.0'],
			['a limit of 0', { limit: 0 }, 'body.limit'],
			['a text for a limit', { limit: '10' }, 'body.limit'],
			['an offset below 0', { offset: -1 }, 'body.offset'],
			['an invalid email address', { email: 'me' }, 'body.email'],
			['an unknown time zone', { time_zone: 'Mars' }, 'body.time_zone'],
			['an unknown field', { page: 1 }, 'body.page'],
		])('are refused with %s', async (_, changes, named) => {
			const body = { ...LAST_WEEK, format: 'json', ...changes };
			const { status, data } = await client.post('/export/events', body);

			expect([status, data.detail]).toEqual([400, expect.stringContaining(`${named}: `)]);
			expect(fake.account().jobs.size).toBe(0);
		});
	});

	describe('of the members of a segment', () => {
		it('are a CSV of user IDs by default', async () => {
			const job = await exported(MEMBERS, {});

			expect(job).toMatchObject({ name: 'export_segment_membership', status: 'COMPLETED' });
			expect(await fileOf(job)).toBe(
				'user_id\r\nuser-ada\r\nuser-grace\r\nuser-linus\r\nuser-margaret\r\nuser-tim\r\n',
			);
		});

		it('have the requested properties, in CSV', async () => {
			const csv = await fileOf(
				await exported(MEMBERS, { property_names: ['plan', 'mrr', 'nope'] }),
			);

			expect(csv.split('\r\n').slice(0, 2)).toEqual(['user_id,plan,mrr,nope', 'user-ada,pro,249,']);
			expect(csv).toContain('user-tim,trial,,\r\n');
		});

		it('have them in JSON, null for missing ones', async () => {
			await client.post('/segments/seg-trial/add_user_ids', { user_ids: ['stranger', 'user-tim'] });
			clock.advance(1000);

			const job = await exported('/segments/seg-trial/segment_membership_export', {
				property_names: ['user_id', 'beta', 'plan'],
				format: 'json',
			});

			expect(rowsOf(await fileOf(job))).toEqual([
				{ user_id: 'stranger', beta: null, plan: null },
				{ user_id: 'user-tim', beta: false, plan: 'trial' },
			]);
		});

		it('fail when the segment is deleted by then, and get 404 for an unknown one', async () => {
			const { data } = await client.post(MEMBERS, {});
			await client.delete('/segments/seg-power-users');
			clock.advance(1000);

			expect((await client.get(`/jobs/${data.job_id}`)).data.status).toBe('FAILED');
			expect((await client.post(MEMBERS, {})).status).toBe(404);
		});

		it.each([
			[{ property_names: 'plan' }, 'body.property_names'],
			[{ property_names: [''] }, 'body.property_names.0'],
			[{ format: 'xml' }, 'body.format'],
			[{ limit: 1 }, 'body.limit'],
			[undefined, 'body'],
		])('are refused with %j', async (body, named) => {
			const { status, data } = await client.post(MEMBERS, body);

			expect([status, data.detail]).toEqual([400, expect.stringContaining(`${named}: `)]);
		});
	});
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('The page at /', () => {
	let fake: FakeAppcues;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({
			clock,
			accounts: [
				smallAccount(),
				{ id: '55555', keys: [{ key: 'hush', secret: 'private-secret' }] },
			],
		});
	});

	afterEach(() => fake.close());

	const page = async (query = ''): Promise<string> =>
		(await axios.get(`${fake.url}/${query}`)).data;

	it('is HTML with a title, refreshes itself, and has no external resources', async () => {
		const { data, headers } = await axios.get(fake.url);

		expect(headers['content-type']).toContain('text/html');
		expect(data).toContain('<title>Appcues demo account</title>');
		expect(data).toContain('<meta http-equiv="refresh" content="2" />');
		expect(data).toContain('prefers-color-scheme: dark');
		expect(data).not.toMatch(/<script|<img|src=|href="(?!\/|data:,)|https?:(?!\/\/127\.0\.0\.1)/);
	});

	it('can be paused', async () => {
		expect(await page('?paused')).not.toContain('http-equiv="refresh"');
		expect(await page('?paused')).toContain('<a href="/">Resume</a>');
	});

	it('shows segments with their members', async () => {
		const html = await page();

		expect(html).toContain('Power users');
		expect(html).toMatch(/<strong>5<\/strong> members/);
		expect(html).toMatch(/<code>user-tim<\/code> <span class="quiet">by api<\/span>/);
	});

	it('shows the first 50 members, and all of them on demand', async () => {
		const userIds = Array.from({ length: 60 }, (_, i) => `member-${i}`);
		fake.account().segment('seg-trial').addUsers(userIds);

		const [before = '', after = ''] = (await page()).split('<summary>All 60</summary>');

		expect(before).toContain('member-49<');
		expect(before).not.toContain('member-50<');
		expect(after).toContain('member-0<');
		expect(after).toContain('member-59<');
	});

	it('shows flows, published or not', async () => {
		const client = clientOf(fake);
		await client.post('/flows/flow-survey/publish');
		await client.post('/flows/flow-welcome/unpublish');

		const html = await page();

		expect(html).toMatch(/Exit survey<[^]*flow-survey<[^]{0,40}<td>published</);
		expect(html).toMatch(/Welcome tour<[^]*flow-welcome<[^]{0,60}not published</);
	});

	it('shows experiences, analytics jobs and SDK keys, without secrets', async () => {
		const client = clientOf(fake);
		const [id] = fake.account().sdkKeys.keys();
		await client.post('/pins/pin-filter/publish');
		await client.post(`/sdk_keys/${id}/enforcement_mode/enable`);
		const spec = { metrics: ['events'], start_time: '2026-01-01', end_time: '2026-01-16' };
		await client.post('/analytics/exports', spec);
		clock.advance(1000);

		const html = await page();

		expect(html).toMatch(
			/Filters explained<[^]{0,30}pins<[^]{0,80}pin-filter<[^]{0,40}<td>published</,
		);
		expect(html).toMatch(/analytics-job-\d+<[^]{0,40}analytics_export<[^]{0,120}done</);
		expect(html).toMatch(/analytics\.json<[^]{0,40}1 row</);
		expect(html).toMatch(/Web app<[^]{0,120}enforcement mode on<[^]{0,40}ingest off</);
		expect(html).not.toContain('sdk-secret');
	});

	it('shows users, groups and events, latest first', async () => {
		const client = clientOf(fake);
		await client.patch('/users/newcomer/profile', { plan: 'free' });
		await client.patch('/groups/group-new/profile', { seats: 3 });
		await client.post('/groups/group-new/users', { user_ids: ['newcomer'] });
		const event = {
			name: 'Said hello',
			timestamp: '2026-01-15T12:00:00Z',
			attributes: { to: 'us' },
		};
		await client.post('/users/newcomer/events', event);

		const html = await page();

		expect(html).toMatch(/newcomer<[^]{0,60}\{&#34;plan&#34;:&#34;free&#34;\}[^]*user-tim</);
		expect(html).toMatch(/group-new<[^]{0,60}>1 user<[^]{0,60}seats[^]*group-acme</);
		expect(html).toMatch(/2026-01-15 12:00<[^]*Said hello<[^]{0,90}&#34;us&#34;[^]*Signed up</);
	});

	it('shows the last 20 users and how many more there are', async () => {
		const { people } = fake.account();
		for (let i = 0; i < 30; i += 1) people.mergeUser(`person-${i}`, {});

		const html = await page();

		expect(html).toContain('person-10<');
		expect(html).not.toContain('person-9<');
		expect(html).toContain('and 15 more');
	});

	it('shows export files, without their links', async () => {
		const client = clientOf(fake);
		const path = '/segments/seg-power-users/segment_membership_export';
		const { data } = await client.post(path, {});
		clock.advance(1000);
		const job = await client.get(`/jobs/${data.job_id}`);
		await axios.get(job.data.events.at(-1).attributes.signed_s3_url);

		const html = await page();

		expect(html).toMatch(/segment_membership\.csv<[^]{0,40}5 rows<[^]{0,40}downloaded 1 time</);
		expect(html).not.toContain('X-Amz');
	});

	it('shows jobs with their progress', async () => {
		const client = clientOf(fake);
		const { data } = await client.post('/segments/seg-trial/add_user_ids', { user_ids: ['u'] });

		clock.advance(250);
		expect(await page()).toMatch(
			new RegExp(`${data.job_id}[^]*<progress max="1" value="0.25">[^]*IN_PROGRESS`),
		);
		clock.advance(750);
		expect(await page()).toMatch(/value="1"[^]*COMPLETED[^]*&#34;added&#34;:1/);
	});

	it('shows the last 30 requests, newest first', async () => {
		const client = clientOf(fake);
		for (let i = 0; i < 31; i += 1) await client.get(`/segments/s${i}`);

		const paths = (await page()).match(/\/segments\/s\d+(?=<)/g);

		expect(paths).toEqual(Array.from({ length: 30 }, (_, i) => `/segments/s${30 - i}`));
		expect(await page()).toContain('12:00:00.000');
	});

	it('escapes everything', async () => {
		const client = clientOf(fake);
		await client.post('/segments', { name: `<script>alert("x" & 'y')</script>` });
		fake.account().segment('seg-trial').addUsers(['<img src=x>']);

		const html = await page();

		expect(html).not.toMatch(/<script|<img/);
		expect(html).toContain('&#60;script&#62;alert(&#34;x&#34; &#38; &#39;y&#39;)&#60;/script&#62;');
		expect(html).toContain('&#60;img src=x&#62;');
	});

	it('shows the credentials of the demo account, and of no other', async () => {
		const html = await page();

		for (const text of [fake.url, '123456', 'demo-key', 'demo-secret', 'demo-webhook-secret'])
			expect(html).toContain(text);
		expect(html).toContain('Account 55555');
		expect(html).not.toContain('hush');
		expect(html).not.toContain('private-secret');
	});

	it('shows no credentials of a demo account with another secret', async () => {
		for (const key of fake.account().keys) key.secret = 'changed';

		expect(await page()).not.toMatch(/demo-secret|demo-webhook-secret|changed/);
	});

	it('reports responses that broke the contract', async () => {
		expect(await page()).not.toContain('broke the contract');
		Object.assign(fake.account().segment('seg-trial'), { name: 42 });
		await clientOf(fake).get('/segments');

		expect(await page()).toContain('1 response(s) broke the contract');
	});

	it('is neither logged nor limited', async () => {
		fake.rateLimit = 0;

		expect(await page()).toContain('Appcues demo account');
		expect(fake.log).toEqual([]);
	});
});

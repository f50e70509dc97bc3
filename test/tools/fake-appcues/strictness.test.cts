import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { clientOf } from './testClient.cjs';

const ADD = '/segments/seg-trial/add_user_ids';
const JSON_TYPE = { 'content-type': 'application/json' };

describe('A request outside the contract', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ jobDuration: 0 });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
		expect(fake.account().segment('seg-trial').members.size).toBe(0);
		expect(fake.account().segments.size).toBe(3);
	});

	it.each([
		['user_ids missing', 'post', ADD, {}, 'body.user_ids'],
		['user_ids empty', 'post', ADD, { user_ids: [] }, 'body.user_ids'],
		['user_ids not a list', 'post', ADD, { user_ids: 'u1' }, 'body.user_ids'],
		['a number among them', 'post', ADD, { user_ids: ['u1', 2] }, 'body.user_ids.1'],
		['null among them', 'post', ADD, { user_ids: [null] }, 'body.user_ids.0'],
		['an unknown field', 'post', ADD, { user_ids: ['u1'], dry_run: true }, 'body.dry_run'],
		['a list for a body', 'post', ADD, ['u1'], 'body'],
		['a segment without a name', 'post', '/segments', { description: 'x' }, 'body.name'],
		['a name that is not a string', 'post', '/segments', { name: 7 }, 'body.name'],
		['rules in a segment', 'post', '/segments', { name: 'x', rules: [] }, 'body.rules'],
		['an ID in a change', 'patch', '/segments/seg-trial', { id: 'x' }, 'body.id'],
		[
			'a null description',
			'patch',
			'/segments/seg-trial',
			{ description: null },
			'body.description',
		],
		['a body where none belongs', 'delete', '/segments/seg-trial', { sure: true }, 'body'],
		['no body where one belongs', 'post', ADD, undefined, 'body'],
		['no body, with nothing required in it', 'patch', '/segments/seg-trial', undefined, 'body'],
		['a page', 'get', '/segments?page=2', undefined, 'query.page'],
		['a limit', 'get', '/jobs?limit=10', undefined, 'query.limit'],
	])('gets a 400 that names the field: %s', async (_, method, url, data, field) => {
		const answer = await client.request({ method, url, data });

		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({
			error: true,
			status: 400,
			title: 'Bad Request',
			detail: expect.stringContaining(`${field}: `),
		});
	});

	it.each([
		['broken JSON', '{"user_ids":["u1"'],
		['bytes that are not UTF-8', Buffer.from('{"user_ids":["\xff"]}', 'latin1')],
		['a byte order mark', '\uFEFF{"user_ids":["u1"]}'],
	])('gets 400 for %s', async (_, data) => {
		const answer = await client.post(ADD, Buffer.from(data), { headers: JSON_TYPE });

		expect(answer.status).toBe(400);
		expect(answer.data.detail).toBe('body: is not valid JSON');
	});

	it.each([
		['CSV', 'text/csv'],
		['NDJSON', 'application/ndjson'],
		['a form', 'application/x-www-form-urlencoded'],
	])('gets 415 for %s', async (_, type) => {
		const answer = await client.post(ADD, Buffer.from('{"user_ids":["u1"]}'), {
			headers: { 'content-type': type },
		});

		expect(answer.status).toBe(415);
		expect(answer.data).toEqual({
			error: true,
			status: 415,
			title: 'Unsupported Media Type',
			detail: expect.stringContaining(type),
		});
	});

	it('gets 415 for data without a Content-Type', async () => {
		const answer = await client.post(ADD, Buffer.from('{"user_ids":["u1"]}'), {
			headers: { 'content-type': false },
		});

		expect(fake.log.at(-1)?.headers).not.toHaveProperty('content-type');
		expect([answer.status, answer.data.detail]).toEqual([
			415,
			'the request carries data but no Content-Type',
		]);
	});

	it('gets 415 for a compressed body', async () => {
		const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };

		expect((await client.post(ADD, Buffer.from('x'), { headers })).status).toBe(415);
	});

	it('gets 413 for a body above the limit, even far above it', async () => {
		fake.bodyLimit = 1000;
		const userIds = Array.from({ length: 200_000 }, (_, i) => `user-${i}`);

		const answer = await client.post(ADD, { user_ids: userIds });

		expect(answer.status).toBe(413);
		expect(answer.data).toEqual({
			error: true,
			status: 413,
			title: 'Payload Too Large',
			detail: 'the body is larger than 1000 bytes',
		});
		expect(fake.log[0]).toMatchObject({ status: 413, body: undefined });
		expect(fake.log[0]?.bodyBytes).toBeGreaterThan(2_000_000);
	});

	it.each([
		['get', '/flows-v3'],
		['get', '/segments/seg-trial/members'],
		['get', '/segments/'],
		['get', '/Segments'],
		['post', '/segments//add_user_ids'],
	])('gets 404 for an unknown route: %s %s', async (method, url) => {
		const answer = await client.request({ method, url });

		expect(answer.status).toBe(404);
		expect(answer.data.detail).toBe(
			`${method.toUpperCase()} /v2/accounts/123456${url} is unknown to the contract`,
		);
	});

	it.each(['/', '/v1/accounts/123456/segments', '/v2'])('gets 404 for POST %s', async (path) => {
		const answer = await axios.post(fake.url + path, {}, { validateStatus: () => true });

		expect(answer.status).toBe(404);
	});

	it('gets 405 for an unknown method, and the methods there are', async () => {
		const answer = await client.put('/segments/seg-trial', { name: 'x' });

		expect(answer.status).toBe(405);
		expect(answer.headers.allow.split(', ').sort()).toEqual(['DELETE', 'GET', 'PATCH']);
		expect(answer.data).toMatchObject({
			error: true,
			title: 'Method Not Allowed',
			detail: expect.stringContaining('unknown to the contract'),
		});
	});

	it.each([
		['/v2/accounts/123456/segments/..', 404],
		['/v2/accounts/123456/segments/../flows', 404],
		['/v2/accounts/123456/segments/%zz', 400],
		['*', 404],
	])('gets a response, not a crash, for a raw path such as %s', async (path, status) => {
		const authorization = `Basic ${btoa('demo-key:demo-secret')}`;
		const socket = connect(fake.port, '127.0.0.1');
		socket.write(
			`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`,
		);

		expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
	});
});

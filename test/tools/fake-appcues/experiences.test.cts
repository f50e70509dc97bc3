import { crc32, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { DEMO_SCREENSHOTS } from '../../../dev/fake-appcues/model/demoExperiences.cjs';
import {
	EXPERIENCE_TYPES,
	type ExperienceType,
} from '../../../dev/fake-appcues/model/experienceTypes.cjs';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const TYPES = Object.keys(EXPERIENCE_TYPES) as ExperienceType[];
const NOW = Date.UTC(2026, 0, 15, 12);

describe('Experiences', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	/** The IDs of a type, the published one first. */
	const idsOf = async (type: string): Promise<string[]> =>
		(await client.get(`/${type}`)).data.map(({ id }: { id: string }) => id);

	it.each(TYPES)('are listed by type: %s', async (type) => {
		const { status, data } = await client.get(`/${type}`);

		expect(status).toBe(200);
		expect(data).toHaveLength(2);
		expect(data.map(({ published }: { published: boolean }) => published)).toEqual([true, false]);
		expect((await client.get(`/${type}/${data[1].id}`)).data).toEqual(data[1]);
	});

	it('have times in milliseconds, unlike flows', async () => {
		expect((await client.get('/banners/banner-sale')).data).toEqual({
			id: 'banner-sale',
			name: 'Spring sale',
			type: 'banner',
			account_id: '123456',
			app_id: 'app-web',
			state: 'PUBLISHED',
			published: true,
			platform: 'web',
			frequency: 'once',
			preview_url: expect.stringContaining('/banners/banner-sale/preview'),
			url: expect.stringContaining('/banners/banner-sale'),
			theme: 'default',
			steps: [
				{ id: 'banner-sale-step-1', title: 'First' },
				{ id: 'banner-sale-step-2', title: 'Second' },
			],
			traits: [expect.any(Object)],
			tag_ids: ['tag-growth'],
			tags: { 'tag-growth': true },
			created_at: NOW,
			created_by: 'fake-appcues',
			updated_at: NOW,
			updated_by: 'fake-appcues',
		});
	});

	it.each(TYPES)('are published and unpublished immediately: %s', async (type) => {
		const [published = '', draft = ''] = await idsOf(type);
		clock.advance(60_000);

		const { status, data } = await client.post(`/${type}/${draft}/publish`);
		await client.post(`/${type}/${published}/unpublish`);
		await client.post(`/${type}/${draft}/publish`);

		expect([status, data]).toEqual([200, { status: 200, title: 'OK' }]);
		expect(fake.account().experience(draft).published).toBe(true);
		expect(fake.account().experience(published).published).toBe(false);
		expect((await client.get(`/${type}/${published}`)).data).toMatchObject({
			state: 'DRAFT',
			updated_at: NOW + 60_000,
		});
	});

	it('are unknown under another type, and so are flows', async () => {
		const answers = await Promise.all([
			client.get('/pins/banner-sale'),
			client.post('/banners/pin-search/publish'),
			client.get('/flows-v2/flow-welcome'),
		]);

		for (const { status, data } of answers) {
			expect([status, data.detail]).toEqual([404, 'experience not found']);
		}
		expect((await client.get('/flows/flow2-tour')).status).toBe(404);
	});

	it('accept no body with an action, no filter and no page', async () => {
		expect((await client.post('/nps/nps-trial/publish', {})).status).toBe(400);
		expect((await client.get('/nps?published=true')).status).toBe(400);
		expect((await client.get('/experiences')).status).toBe(404);
	});

	describe('have screenshots of drafts', () => {
		const zipOf = (id: string) =>
			client.get<Buffer>(`/screenshots/${id}`, { responseType: 'arraybuffer' });

		it.each(Object.entries(DEMO_SCREENSHOTS))('as a ZIP: %s', async (id, names) => {
			const { status, data, headers } = await zipOf(id);

			expect([status, headers['content-type']]).toEqual([200, 'application/zip']);
			const files = unzipped(data);
			expect(files.map(({ name }) => name)).toEqual(names.map((name) => `${name}.png`));
			for (const { content } of files) expect(content.subarray(1, 4).toString()).toBe('PNG');
		});

		it.each(['flow-survey', 'checklist-admin', 'pin-filter', 'nope'])(
			'or 404 when there are none: %s',
			async (id) => {
				const { status, data } = await client.get(`/screenshots/${id}`);

				expect([status, data.detail]).toEqual([404, 'content not found']);
			},
		);

		it('and faults can hit them', async () => {
			fake.fault({ path: '/screenshots/pin-search', status: 503 });
			fake.fault({ path: '/screenshots/pin-search', reset: 'mid-body' });

			expect((await client.get('/screenshots/pin-search')).status).toBe(503);
			await expect(zipOf('pin-search')).rejects.toThrow(/aborted|socket hang up/);
			expect((await zipOf('pin-search')).status).toBe(200);
		});
	});
});

/** Reads a ZIP by its directory, and checks the checksums. */
function unzipped(bytes: Buffer): Array<{ name: string; content: Buffer }> {
	const end = bytes.lastIndexOf('PK\x05\x06');
	let at = bytes.readUInt32LE(end + 16);
	return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
		const [crc, deflated] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20)];
		const nameLength = bytes.readUInt16LE(at + 28);
		const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
		const start = bytes.readUInt32LE(at + 42) + 30 + nameLength;
		const content = inflateRawSync(bytes.subarray(start, start + deflated));
		expect(crc32(content)).toBe(crc);
		at += 46 + nameLength;
		return { name, content };
	});
}

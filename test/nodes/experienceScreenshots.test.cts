import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesExperience';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const operation = 'getScreenshots';
const TOUR = { experienceType: 'flows-v2', experienceId: byId('flow2-tour') };

const run = async (parameters: IDataObject = {}, input?: IDataObject[], rest = {}) =>
	await appcues.run({
		type,
		parameters: { operation, ...TOUR, ...parameters },
		input,
		...rest,
	});

/** Returns the bytes of the file in an item's default field. */
const bytesOf = async ({ binary }: INodeExecutionData) => {
	if (!binary?.data) throw new Error('The item has no file');
	return await appcues.engine.bytesOf(binary.data);
};

/** An archive without files. */
const ZIP = 'PK\u0003\u0004 and so on PK\u0005\u0006';

describe('Get Screenshots', () => {
	it('returns the ZIP archive complete and unchanged', async () => {
		const got = await run();
		const [item] = atLeast(1, got.items());
		const { json, binary } = item;
		expect(binary?.data).toMatchObject({
			fileName: 'appcues-screenshots-flow2-tour.zip',
			mimeType: 'application/zip',
			fileExtension: 'zip',
		});
		const bytes = await bytesOf(item);
		expect(json).toEqual({
			id: 'flow2-tour',
			experienceType: 'flows-v2',
			fileName: 'appcues-screenshots-flow2-tour.zip',
			fileSize: bytes.length,
		});
		const text = bytes.toString('latin1');
		expect(text.startsWith('PK')).toBe(true);
		for (const name of ['1-dashboard.png', '2-charts.png', '3-done.png']) {
			expect(text).toContain(name);
		}
	});

	it('returns a file for each item, in the named field', async () => {
		const input = [
			{ kind: 'pins', id: 'pin-search', field: 'pin' },
			{ kind: 'nps', id: 'nps-quarterly', field: ' ' },
		];
		const got = await run(
			{
				experienceType: '={{ $json.kind }}',
				experienceId: byId('={{ $json.id }}'),
				options: { putOutputIn: '={{ $json.field }}' },
			},
			input,
		);
		expect(got.json().map(({ id, experienceType }) => [experienceType, id])).toEqual([
			['pins', 'pin-search'],
			['nps', 'nps-quarterly'],
		]);
		expect(got.items().map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['pin'], ['data']]);
		expect(got.paired()).toEqual([[0], [1]]);
	});

	it('accepts the ID of a classic flow too', async () => {
		const got = await run({ experienceId: byId('flow-welcome') });
		expect(first(got.json()).fileSize).toBeGreaterThan(0);
	});

	it('reports when there are none', async () => {
		const got = await run({ experienceType: 'pins', experienceId: byId('pin-filter') });
		expect(got.error?.message).toBe(
			'Appcues has no draft screenshots of a pin with the ID "pin-filter"',
		);
	});

	it('continues with the others if set to', async () => {
		const got = await run(
			{ experienceId: byId('={{ $json.id }}') },
			[{ id: 'none' }, { id: 'flow2-tour' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(got.json(0).map(({ id }) => id)).toEqual(['flow2-tour']);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ id: 'none', error: expect.stringContaining('no draft') }),
		]);
	});

	it.each([
		['an HTML page', { garbage: 'html' }, '<!doctype html>'],
		['JSON', { status: 200, body: { status: 200, title: 'Not yet' } }, 'Not yet'],
		['nothing', { garbage: 'empty' }, 'response is empty'],
		['a few letters', { status: 200, body: 'no' }, '"no"'],
	] as const)('quotes the start of what is no ZIP archive: %s', async (_, fault, start) => {
		appcues.fake.fault({ path: /screenshots/, ...fault });
		const got = await run();
		expect(got.error).toMatchObject({
			name: 'NodeApiError',
			message: 'Appcues returned something other than a ZIP archive',
			description: expect.stringContaining(start),
		});
	});

	it('is retried after a 500, a 429 and a lost connection', async () => {
		for (const fault of [{ status: 500 }, { status: 429 }, { reset: 'before' as const }]) {
			appcues.fake.fault({ path: /screenshots/, ...fault });
		}
		const got = await run();
		expect(got.error).toBeUndefined();
		expect(appcues.fake.log).toHaveLength(4);
	});

	it('reports the status after its attempts', async () => {
		appcues.fake.fault({ path: /screenshots/, status: 500, times: Infinity });
		const got = await run();
		expect(got.error?.message).toBe('Appcues could not respond after 5 attempts (status 500)');
		expect(got.error?.description).toContain('injected fault');
	});

	it('restarts when the archive is cut off', async () => {
		appcues.fake.fault({ path: /screenshots/, reset: 'mid-body', times: 2 });
		const got = await run();
		expect(first(got.json()).fileSize).toBe((await bytesOf(first(got.items()))).length);
		expect(appcues.fake.log).toHaveLength(3);
	});

	it('returns nothing that is incomplete', async () => {
		appcues.fake.fault({ path: /screenshots/, reset: 'mid-body', times: Infinity });
		const got = await run();
		expect(got.error?.message).toMatch(
			/^The download of the screenshots from Appcues was interrupted after \d+/,
		);
		expect(got.items()).toEqual([]);
		expect(appcues.fake.log).toHaveLength(5);
	});

	it('does not return an archive without its end, even if it has the announced length', async () => {
		appcues.fake.fault({ path: /screenshots/, garbage: 'truncated-json' });
		const got = await run();
		expect(got.error?.message).toMatch(
			/^The ZIP archive of the screenshots from Appcues is incomplete/,
		);
		expect(appcues.fake.log).toHaveLength(1);
	});

	it.each(['before its start', 'under way'])('stops when it is cancelled %s', async (when) => {
		const slow = when === 'under way' ? { trickle: 30_000 } : { delayMs: 30_000_000 };
		appcues.fake.fault({ path: /screenshots/, ...slow });
		const started = appcues.start({ type, parameters: { operation, ...TOUR } });
		while (appcues.fake.log.length === 0) await new Promise((go) => setImmediate(go));
		for (let turn = 0; turn < 2000; turn += 1) await new Promise((go) => setImmediate(go));
		started.cancel();
		const got = await started.finished;
		expect(got.status).toBe('canceled');
		expect(got.items()).toEqual([]);
		expect(appcues.fake.log).toHaveLength(1);
	});

	it('requests a file with the credential, and follows no redirect', async () => {
		appcues.fake.fault({
			path: /screenshots/,
			status: 302,
			headers: { Location: `${appcues.fake.url}/elsewhere` },
		});
		const got = await run();
		expect(got.error?.message).toContain('redirected the request');
		expect(appcues.fake.requests(undefined, '/elsewhere')).toEqual([]);
	});

	it('uses a file name that works everywhere', async () => {
		const id = '../a b/ü"c';
		appcues.fake.fault({ path: /screenshots/, status: 200, body: ZIP });
		const got = await run({ experienceId: byId(id) });
		expect(got.json()[0]).toMatchObject({ id, fileName: 'appcues-screenshots-_a_b_c.zip' });
	});
});

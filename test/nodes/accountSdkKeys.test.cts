import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, elementAt, first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAccount';

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters: { resource: 'sdkKey', ...parameters }, input, ...rest });

const keys = () => [...appcues.fake.account().sdkKeys.values()];

describe('Create SDK Key', () => {
	it('returns the key including its secret, which is needed once', async () => {
		const got = await run({
			operation: 'createSdkKey',
			name: ' Mobile app ',
			options: { tagField: 'user_id' },
		});
		const made = elementAt(keys(), 1);
		expect(got.json()).toEqual([made.toJson()]);
		expect([made.name, made.tagField]).toEqual(['Mobile app', 'user_id']);
		expect(first(got.json()).key).toBe(`sdk-secret-of-${made.id}`);
	});

	it('omits a blank tag field', async () => {
		await run({ operation: 'createSdkKey', name: 'New', options: { tagField: ' ' } });
		expect(first(appcues.fake.log).body).toEqual({ name: 'New' });
	});

	it('refuses a key without a name', async () => {
		const got = await run({ operation: 'createSdkKey', name: ' ' });
		expect(got.error?.message).toBe("'Name' is empty");
		expect(appcues.fake.log).toEqual([]);
	});

	it('explains the maximum of five keys per account', async () => {
		for (let made = 0; made < 4; made += 1) await run({ operation: 'createSdkKey', name: 'More' });
		const got = await run({ operation: 'createSdkKey', name: 'One too many' });
		expect(got.error?.message).toContain('at most 5 SDK keys');
		expect(got.error?.description).toContain("'Delete SDK Key' deletes one");
		expect(keys()).toHaveLength(5);
	});

	it('is not retried when the outcome is unknown, and says how to check', async () => {
		for (const fault of [{ reset: 'after' as const }, { status: 502 }]) {
			appcues.fake.log.length = 0;
			appcues.fake.fault({ method: 'POST', path: /sdk_keys/, ...fault });
			const got = await run({ operation: 'createSdkKey', name: 'Once' });
			expect(got.error?.description).toContain('may or may not have processed this request');
			expect(got.error?.description).toContain('Get Many SDK Keys');
			expect(appcues.fake.log).toHaveLength(1);
		}
	});

	it.each([404, 500])('never quotes the response of a status %i', async (status) => {
		const body = { title: 'Broken', detail: 'secret=sdk-secret-of-somebody' };
		appcues.fake.fault({ method: 'POST', path: /sdk_keys/, status, body });
		const got = await run({ operation: 'createSdkKey', name: 'Broken' });
		expect(got.error).toBeDefined();
		expect(got.everything).not.toContain('sdk-secret');
	});

	it.each(['truncated-json', 'wrong-type'] as const)(
		'never quotes a response that may contain the secret: %s',
		async (garbage) => {
			const fault = { method: 'POST', path: /sdk_keys/ };
			const body = ['sdk-secret-of-somebody'];
			appcues.fake.fault({
				...fault,
				...(garbage === 'wrong-type' ? { status: 201, body } : { garbage }),
			});
			const got = await run({ operation: 'createSdkKey', name: 'Broken' });
			expect(got.error?.message).toMatch(/^Appcues returned something other than/);
			expect(got.error?.description).toContain('may contain a secret');
			expect(got.error?.description).toContain('Get Many SDK Keys');
			expect(got.everything).not.toContain('sdk-secret');
		},
	);

	it('says when Appcues created the key without returning it', async () => {
		appcues.fake.fault({ method: 'POST', path: /sdk_keys/, garbage: 'empty' });
		const got = await run({ operation: 'createSdkKey', name: 'Silent' });
		expect(got.json()).toEqual([{ name: 'Silent' }]);
		expect(got.hints).toEqual([
			"Appcues created the SDK key \"Silent\" but didn't return it. Use 'Get Many SDK Keys' to see it.",
		]);
	});
});

describe('Get Many SDK Keys', () => {
	it('returns them unchanged', async () => {
		const got = await run({ operation: 'getAllSdkKeys' });
		expect(got.json()).toEqual(keys().map((key) => key.toJson()));
	});

	it('never quotes an invalid response', async () => {
		appcues.fake.fault({ path: /sdk_keys/, status: 200, body: { key: 'sdk-secret' } });
		const got = await run({ operation: 'getAllSdkKeys' });
		expect(got.error?.message).toContain('an array of SDK keys');
		expect(got.everything).not.toContain('sdk-secret');
	});
});

describe('the list of keys in the editor', () => {
	const search = async (filter?: string) =>
		await appcues.engine.search(type, 'searchSdkKeys', appcues.credentials(), filter);

	it('shows names, never the keys themselves', async () => {
		await run({ operation: 'createSdkKey', name: 'Mobile app' });
		const [web, mobile] = atLeast(2, keys());
		expect(await search()).toEqual({
			results: [
				{ name: 'Mobile app', value: mobile.id },
				{ name: web.name, value: web.id },
			],
		});
		expect((await search('MOBILE')).results).toHaveLength(1);
		expect(JSON.stringify(await search())).not.toContain('sdk-secret');
	});

	it('shows the ID of a key without a name, and skips a key without an ID', async () => {
		const body = [
			{ id: 7, key: 'sdk-secret' },
			{ name: 'No ID', key: 'sdk-secret' },
		];
		appcues.fake.fault({ path: /sdk_keys/, status: 200, body });
		expect(await search()).toEqual({ results: [{ name: '7', value: '7' }] });
	});

	it('says why it is empty', async () => {
		appcues.fake.fault({ path: /sdk_keys/, status: 200, body: [{ key: 'sdk-secret' }] });
		await expect(search()).rejects.toThrow('SDK keys without IDs');
		appcues.fake.fault({ path: /sdk_keys/, status: 403, body: { title: 'sdk-secret' } });
		await expect(search()).rejects.toThrow(/^(?!.*sdk-secret).*not allow this API key/s);
	});

	it('gives a value that the operations accept, also from an expression', async () => {
		const { results } = await search();
		const chosen = { __rl: true, mode: 'list', value: first(results).value };
		const sdkKeyId = { ...chosen, mode: 'id', value: '={{ $json.key }}' };
		const operation = 'setEnforcementMode';
		const parameters = { operation, enabled: true };
		expect((await run({ ...parameters, sdkKeyId: chosen })).json()).toEqual([
			{ id: first(results).value, enforcementMode: true },
		]);
		const got = await run({ ...parameters, sdkKeyId }, [{ key: first(results).value }]);
		expect(got.json()).toEqual([{ id: first(results).value, enforcementMode: true }]);
	});
});

describe('Delete SDK Key', () => {
	it('deletes the key', async () => {
		const [{ id }] = atLeast(1, keys());
		const got = await run({ operation: 'deleteSdkKey', sdkKeyId: ` ${id} ` });
		expect(got.json()).toEqual([{ deleted: true, id }]);
		expect(keys()).toEqual([]);
	});

	it('treats a key that is not found on a retry as deleted', async () => {
		const [{ id }] = atLeast(1, keys());
		appcues.fake.fault({ method: 'DELETE', path: /sdk_keys/, reset: 'after' });
		const got = await run({ operation: 'deleteSdkKey', sdkKeyId: id });
		expect(got.json()).toEqual([{ deleted: true, id }]);
		expect(appcues.fake.log).toHaveLength(2);
	});

	it('names a key that does not exist, and refuses a blank ID', async () => {
		const gone = await run({ operation: 'deleteSdkKey', sdkKeyId: 'gone' });
		expect(gone.error?.message).toBe('Appcues has no SDK key with the ID "gone"');
		appcues.fake.log.length = 0;
		const blank = await run({ operation: 'deleteSdkKey', sdkKeyId: '={{ $json.x }}' });
		expect(blank.error?.message).toContain("'SDK Key' is empty");
		expect(appcues.fake.log).toEqual([]);
	});
});

describe.each([
	['setEnforcementMode', 'enforcement_mode', 'enforcementMode'],
	['setSecureDataIngest', 'secure_data_ingest', 'secureDataIngest'],
] as const)('%s', (operation, mode, field) => {
	it.each([true, false])('sets it to %s, without a body', async (enabled) => {
		const [key] = atLeast(1, keys());
		key.set(mode, !enabled);
		const got = await run({ operation, sdkKeyId: key.id, enabled });
		expect(got.json()).toEqual([{ id: key.id, [field]: enabled }]);
		expect(key.isOn(mode)).toBe(enabled);
		const [{ path, bodyBytes }] = atLeast(1, appcues.fake.log);
		expect(path).toMatch(new RegExp(`/${mode}/${enabled ? 'enable' : 'disable'}$`));
		expect(bodyBytes).toBe(0);
	});

	it('accepts true and false as strings, per item, in order for one key', async () => {
		const [key] = atLeast(1, keys());
		const got = await run({ operation, sdkKeyId: key.id, enabled: '={{ $json.on }}' }, [
			{ on: 'true' },
			{ on: ' False ' },
			{ on: true },
		]);
		expect(got.json().map((json) => json[field])).toEqual([true, false, true]);
		expect(key.isOn(mode)).toBe(true);
	});

	it.each(['={{ $json.missing }}', '={{ null }}', '={{ 1 }}', '={{ "yes" }}'])(
		'refuses a value that is neither true nor false: %s',
		async (enabled) => {
			const got = await run({ operation, sdkKeyId: first(keys()).id, enabled });
			expect(got.error?.message).toBe("'Enabled' is neither true nor false");
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('is retried after a lost response', async () => {
		appcues.fake.fault({ method: 'POST', path: /sdk_keys/, reset: 'after' });
		const got = await run({ operation, sdkKeyId: first(keys()).id, enabled: true });
		expect(first(got.json())[field]).toBe(true);
		expect(appcues.fake.log).toHaveLength(2);
	});
});

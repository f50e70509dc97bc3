import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** IDs and event names that come from a mistake, or that look like something else. */

const appcues = useAppcues();
useFastTime();

type Run = Awaited<ReturnType<typeof appcues.run>>;

const segment = { segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' } };

describe('a parameter for one ID', () => {
	const RUNS: Array<[label: string, run: (id: unknown) => Promise<Run>]> = [
		[
			'User ID',
			async (id) =>
				await appcues.run({
					type: 'appcuesEndUser',
					parameters: {
						operation: 'update',
						userId: '={{ $json.id }}',
						attributesMode: 'json',
						attributesJson: '{ "plan": "pro" }',
					},
					input: [{ id } as IDataObject],
				}),
		],
		[
			'User ID',
			async (id) =>
				await appcues.run({
					type: 'appcuesImport',
					parameters: { operation: 'userActivity', userId: '={{ $json.id }}', eventName: 'Paid' },
					input: [{ id } as IDataObject],
				}),
		],
		[
			'Group ID',
			async (id) =>
				await appcues.run({
					type: 'appcuesGroup',
					parameters: {
						operation: 'update',
						groupId: '={{ $json.id }}',
						attributesMode: 'json',
						attributesJson: '{ "plan": "pro" }',
					},
					input: [{ id } as IDataObject],
				}),
		],
	];

	describe.each(RUNS)("'%s'", (label, run) => {
		it.each(['[object Object]', 'undefined', 'null', 'NaN', 'None', '9.91214E+15', '#REF!'])(
			'refuses %s',
			async (id) => {
				const { error } = await run(id);
				expect(error?.message).toMatch(new RegExp(`^'${label}' is "`));
				expect(error?.message).toContain(id);
				expect(appcues.fake.log).toEqual([]);
			},
		);

		it.each(['user-1,user-2', 'user-1\nuser-2', 'user-1;user-2', '["user-1"]', '{user-1}'])(
			'shows a hint for %j',
			async (id) => {
				const { error, hints } = await run(id);
				expect(error).toBeUndefined();
				expect(hints).toEqual([expect.stringContaining(`Found in '${label}' (item 0: `)]);
			},
		);

		it.each(['Doe, John', 'auth0|5f7c8ec7', "o'brien", 'Undefined Ltd', 'user-1'])(
			'shows no hint for %j',
			async (id) => {
				const { error, hints } = await run(id);
				expect(error).toBeUndefined();
				expect(hints).toEqual([]);
			},
		);
	});

	it.each([
		[
			'appcuesImport',
			{
				operation: 'userActivity',
				userId: 'u',
				eventName: 'x',
				options: { groupId: '={{ $json.id }}' },
			},
			'Group ID',
		],
		['appcuesEndUser', { operation: 'get', userId: '={{ $json.id }}' }, 'User ID'],
		['appcuesEndUser', { operation: 'delete', userId: '={{ $json.id }}' }, 'User ID'],
		['appcuesGroup', { operation: 'get', groupId: '={{ $json.id }}' }, 'Group ID'],
		['appcuesJob', { operation: 'get', jobId: '={{ $json.id }}' }, 'Job ID'],
		[
			'appcuesAccount',
			{ resource: 'sdkKey', operation: 'deleteSdkKey', sdkKeyId: '={{ $json.id }}' },
			'SDK Key',
		],
	])('%s %j also refuses mistakes', async (type, parameters, label) => {
		const { error } = await appcues.run({ type, parameters, input: [{ id: '[object Object]' }] });
		expect(error?.message).toContain(`'${label}' is "[object Object]"`);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('the hint for email addresses as user IDs', () => {
	const EMAIL = 'ada@acme.example';
	const run = async (type: string, parameters: IDataObject) =>
		await appcues.run({ type, parameters, input: [{ id: 'u-1' }, { id: EMAIL }] });

	it.each<[string, IDataObject]>([
		['appcuesSegment', { operation: 'addUsers', ...segment, userIds: '={{ $json.id }}' }],
		['appcuesSegment', { operation: 'syncUsers', ...segment, userIds: '={{ $json.id }}' }],
		['appcuesGroup', { operation: 'addUsers', groupId: 'g', userIds: '={{ $json.id }}' }],
		['appcuesImport', { operation: 'userActivity', userId: '={{ $json.id }}', eventName: 'x' }],
		[
			'appcuesEndUser',
			{
				operation: 'update',
				userId: '={{ $json.id }}',
				attributesMode: 'json',
				attributesJson: '{ "plan": "pro" }',
			},
		],
	])('is shown where users are created: %s %j', async (type, parameters) => {
		const { error, hints } = await run(type, parameters);
		expect(error).toBeUndefined();
		expect(hints).toEqual([
			expect.stringMatching(/email address.*\(item 1: "ada@acme\.example"\)/),
		]);
	});

	it.each<[string, IDataObject]>([
		['appcuesSegment', { operation: 'removeUsers', ...segment, userIds: '={{ $json.id }}' }],
		['appcuesSegment', { operation: 'checkUsers', ...segment, userIds: '={{ $json.id }}' }],
		['appcuesEndUser', { operation: 'get', userId: '={{ $json.id }}' }],
		['appcuesEndUser', { operation: 'getEvents', userId: '={{ $json.id }}' }],
		['appcuesEndUser', { operation: 'delete', userId: '={{ $json.id }}' }],
		['appcuesGroup', { operation: 'get', groupId: '={{ $json.id }}' }],
	])('is not shown where users are not created: %s %j', async (type, parameters) => {
		expect((await run(type, parameters)).hints).toEqual([]);
	});
});

describe('an event name', () => {
	it.each(['[object Object]', 'undefined', 'Invalid DateTime', ' NaN '])(
		'%j is refused, because it comes from a mistake',
		async (name) => {
			const { error } = await appcues.run({
				type: 'appcuesImport',
				parameters: { operation: 'userActivity', userId: 'u', eventName: '={{ $json.name }}' },
				input: [{ name }],
			});
			expect(error?.message).toBe(
				`'Event Name' is "${name.trim()}", which comes from an empty or mistyped value`,
			);
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it.each(['None', 'Undefined Ltd signed', 'null pointer'])('%j is fine', async (eventName) => {
		const { error, hints } = await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'userActivity', userId: 'u', eventName },
		});
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
	});
});

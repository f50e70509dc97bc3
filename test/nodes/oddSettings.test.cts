import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INode } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const SEGMENT = 'seg-crm-customers';

const run = async (
	type: string,
	parameters: IDataObject,
	input: IDataObject[] = [{}],
	onError?: INode['onError'],
) => await appcues.run({ type, parameters, input, onError });

const members = () => [...appcues.fake.account().segment(SEGMENT).members.keys()].sort();

const users = (operation: string, options: IDataObject, more: IDataObject = {}) => ({
	operation,
	segmentId: byId(SEGMENT),
	userIds: '={{ $json.user_id }}',
	options,
	...more,
});

describe('a parameter that is read once for all items', () => {
	const ada = { user_id: 'ada' };
	const grace = { user_id: 'grace' };

	it.each<[string, string, IDataObject, IDataObject[]]>([
		[
			'a limit of a sync',
			'appcuesSegment',
			users('syncUsers', { maxRemovedPercent: '={{ $json.max }}' }),
			[
				{ ...ada, max: 100 },
				{ ...grace, max: 0 },
			],
		],
		[
			'a switch of a sync that only some items have',
			'appcuesSegment',
			users('syncUsers', { removeOthers: '={{ $json.others ?? true }}' }),
			[ada, { ...grace, others: false }],
		],
		[
			'a parameter outside of Options',
			'appcuesSegment',
			users('addUsers', {}, { waitForCompletion: '={{ $json.wait }}' }),
			[
				{ ...ada, wait: true },
				{ ...grace, wait: false },
			],
		],
		[
			'a source of an import',
			'appcuesImport',
			{ operation: 'profiles', columns: '={{ $json.columns }}', selectedColumns: 'plan' },
			[
				{ ...ada, columns: 'all', plan: 'a' },
				{ ...grace, columns: 'selected', plan: 'b' },
			],
		],
		[
			'a timeout of an export',
			'appcuesExport',
			{ operation: 'events', options: { timeout: '={{ $json.timeout }}' } },
			[{ timeout: 600 }, { timeout: 6 }],
		],
	])('has to be the same in all of them: %s', async (_, type, parameters, input) => {
		const stopped = await run(type, parameters, input);
		expect(stopped.error?.message).toMatch(
			/^The parameters of this item differ from those of item 0/,
		);
		expect(stopped.error?.description).toMatch(/\{\{ \$json\.\w+.* \}\}/);
		expect(stopped.error?.item).toBe(1);
		expect(appcues.fake.log).toEqual([]);
	});

	it('leaves a segment as it is if it differs, even if On Error is set to continue', async () => {
		appcues.fake.account().segment(SEGMENT).addUsers(['linus']);
		const continued = await run(
			'appcuesSegment',
			users('syncUsers', { maxRemovedPercent: '={{ $json.max }}' }),
			[
				{ user_id: 'ada', max: 100 },
				{ user_id: 'grace', max: 0 },
			],
			'continueErrorOutput',
		);
		expect(continued.json(1)).toHaveLength(2);
		expect(members()).toEqual(['linus']);
		expect(appcues.fake.log).toEqual([]);
	});

	it('can come from an expression that returns the same for all', async () => {
		const added = await run(
			'appcuesSegment',
			users('addUsers', {
				batchSize: '={{ $json.size }}',
				timeout: '={{ $itemIndex < 9 ? 60 : 1 }}',
			}),
			[
				{ user_id: 'ada', size: 1 },
				{ user_id: 'grace', size: 1 },
			],
		);
		expect(added.error).toBeUndefined();
		expect(added.json()).toHaveLength(2);
		expect(members()).toEqual(['ada', 'grace']);
	});

	it('does not keep options apart that each item has for itself', async () => {
		const exported = await run(
			'appcuesExport',
			{
				operation: 'events',
				options: { timeout: '={{ $json.timeout }}', offset: '={{ $json.offset }}' },
			},
			[
				{ timeout: 60, offset: 0 },
				{ timeout: 60, offset: 5 },
			],
		);
		expect(exported.error).toBeUndefined();
	});
});

describe('a switch', () => {
	const events = { operation: 'events', output: 'items' };

	it.each<[string, string, IDataObject]>([
		[
			'Wait for Completion',
			'appcuesSegment',
			users('addUsers', {}, { waitForCompletion: '={{ $json.no }}' }),
		],
		['Return All', 'appcuesSegment', { operation: 'getAll', returnAll: '={{ "yes" }}' }],
		['Simplify', 'appcuesFlow', { operation: 'getAll', simplify: '={{ [] }}' }],
		['Flatten', 'appcuesExport', { ...events, options: { flatten: '={{ "on" }}' } }],
		[
			'Include Download URL',
			'appcuesExport',
			{ ...events, output: 'job', options: { includeDownloadUrl: '={{ 1 }}' } },
		],
		[
			'Compare with Previous Period',
			'appcuesAnalytics',
			{ operation: 'report', reportType: 'topEvents', options: { compare: '={{ $json.no }}' } },
		],
		[
			'Send in Order',
			'appcuesImport',
			{ operation: 'profiles', source: 'file', options: { inOrder: '={{ "no" }}' } },
		],
	])('takes nothing but true and false: %s', async (label, type, parameters) => {
		const { error } = await run(type, parameters, [{ user_id: 'ada' }]);
		expect(error?.message).toMatch(new RegExp(`^'${label}' is (?:undefined|".+"|an array|1)$`));
		expect(error?.description).toContain('true or false');
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['={{ "True" }}', '={{ " true " }}', true])('can be written as %j', async (flatten) => {
		const exported = await run('appcuesExport', { ...events, options: { flatten } });
		expect(exported.json().some((row) => Object.keys(row).some((name) => name.includes('.')))).toBe(
			true,
		);
	});
});

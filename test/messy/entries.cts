import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../dev/engine/engine.cjs';
import type { Appcues } from '../support/appcues.cjs';
import type { Arrived, Messy, Part } from './record.cjs';

/** A way for data to reach Appcues. */
export interface Entry {
	/** The heading of its column. */
	name: string;
	takes: readonly Part[];
	/** Whether the sent data is made of strings, in which a number keeps all its digits. */
	isText?: boolean;
	run(appcues: Appcues, messy: Messy): Promise<Outcome>;
	/** What arrived, one entry for each record. */
	arrived(appcues: Appcues): Arrived[];
}

const bodies = (appcues: Appcues, method: 'POST' | 'PATCH', path: string | RegExp) =>
	appcues.fake.requests(method, path).flatMap(({ body }) => [body as IDataObject].flat());

/** Returns the property of a profile: everything in it besides its ID. */
function ofProfile(profile: IDataObject, idKey?: string): Arrived {
	const { [idKey ?? '']: id, ...properties } = profile;
	const [[name, value] = []] = Object.entries(properties);
	return { ...(idKey !== undefined && { id }), name, value };
}

function ofEvent({ user_id: id, timestamp: time, attributes }: IDataObject): Arrived {
	return { id, time, ...ofProfile((attributes ?? {}) as IDataObject) };
}

const imported = (kind: string) => (appcues: Appcues) => bodies(appcues, 'POST', `/import/${kind}`);

const quoted = (cell: unknown) => {
	const text = String(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (...records: unknown[][]) =>
	records.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');

async function importFile(appcues: Appcues, operation: string, text: string, fileName: string) {
	const data = await appcues.engine.store(Buffer.from(text), fileName, 'application/octet-stream');
	return await appcues.run({
		type: 'appcuesImport',
		parameters: { operation, source: 'file' },
		binary: [{ data }],
	});
}

const importItem = async (appcues: Appcues, operation: string, item: IDataObject) =>
	await appcues.run({ type: 'appcuesImport', parameters: { operation }, input: [item] });

/** Name and value from expressions, as the editor stores them. */
const assignment = (value: unknown) => ({
	attributesMode: 'fields',
	attributes: {
		assignments: [
			{
				id: '1',
				name: '={{ $json.name }}',
				value: '={{ $json.value }}',
				type: typeof value === 'number' ? 'number' : 'string',
			},
		],
	},
});

const asJson = {
	attributesMode: 'json',
	attributesJson: '={{ JSON.stringify({ [$json.name]: $json.value }) }}',
};

const runWith = async (appcues: Appcues, type: string, parameters: IDataObject, messy: Messy) =>
	await appcues.run({ type, parameters, input: [{ ...messy } as unknown as IDataObject] });

const USER = '={{ $json.id }}';

const profileUpdate = (name: string, properties: (messy: Messy) => IDataObject): Entry => ({
	name,
	takes: ['id', 'name', 'value'],
	run: async (appcues, messy) =>
		await runWith(
			appcues,
			'appcuesEndUser',
			{ operation: 'update', userId: USER, ...properties(messy) },
			messy,
		),
	arrived: ({ fake }) =>
		fake.requests('PATCH').map(({ path, body }) => ({
			...ofProfile(body as IDataObject),
			id: decodeURIComponent(/users\/([^/]+)\/profile/.exec(path)?.[1] ?? ''),
		})),
});

/** The item's own fields are the properties. */
const allFields: Entry = {
	...profileUpdate('Update User, all fields', () => ({})),
	run: async (appcues, { id, name, value }) =>
		await appcues.run({
			type: 'appcuesEndUser',
			parameters: { operation: 'update', userId: '={{ $json.ID }}', attributesMode: 'allFields' },
			input: [{ ID: id, [name]: value } as IDataObject],
		}),
};

const members = (
	name: string,
	type: string,
	target: IDataObject,
	path: string | RegExp,
): Entry => ({
	name,
	takes: ['id'],
	run: async (appcues, messy) =>
		await runWith(appcues, type, { operation: 'addUsers', ...target, userIds: USER }, messy),
	arrived: (appcues) =>
		bodies(appcues, 'POST', path).flatMap(({ user_ids: ids }) =>
			(ids as string[]).map((id) => ({ id })),
		),
});

const timeRange = (name: string, type: string, parameters: IDataObject, path: string): Entry => ({
	name,
	takes: ['time'],
	run: async (appcues, messy) =>
		await runWith(
			appcues,
			type,
			{
				...parameters,
				timeRange: 'custom',
				startTime: '={{ $json.time }}',
				endTime: '2100-01-01T00:00:00Z',
			},
			messy,
		),
	arrived: (appcues) => bodies(appcues, 'POST', path).map(({ start_time: time }) => ({ time })),
});

export const ENTRIES: readonly Entry[] = [
	{
		name: 'Import Profiles, items',
		takes: ['id', 'name', 'value'],
		run: async (appcues, { id, name, value }) =>
			await importItem(appcues, 'profiles', { user_id: id, [name]: value } as IDataObject),
		arrived: (appcues) => imported('profiles')(appcues).map((row) => ofProfile(row, 'user_id')),
	},
	{
		name: 'Import Profiles, CSV',
		takes: ['id', 'name', 'value'],
		isText: true,
		run: async (appcues, { id, name, value }) =>
			await importFile(appcues, 'profiles', csv(['user_id', name], [id, value]), 'a.csv'),
		arrived: (appcues) => imported('profiles')(appcues).map((row) => ofProfile(row, 'user_id')),
	},
	{
		name: 'Import Profiles, NDJSON',
		takes: ['id', 'name', 'value'],
		isText: true,
		run: async (appcues, { id, name, value }) =>
			await importFile(
				appcues,
				'profiles',
				`${JSON.stringify({ user_id: id, [name]: value })}\n`,
				'a.ndjson',
			),
		arrived: (appcues) => imported('profiles')(appcues).map((row) => ofProfile(row, 'user_id')),
	},
	{
		name: 'Import Events, items',
		takes: ['id', 'name', 'value', 'time'],
		run: async (appcues, { id, name, value, time }) =>
			await importItem(appcues, 'events', {
				user_id: id,
				name: 'Paid',
				timestamp: time,
				attributes: { [name]: value },
			} as IDataObject),
		arrived: (appcues) => imported('events')(appcues).map(ofEvent),
	},
	{
		name: 'Import Events, CSV',
		takes: ['id', 'time'],
		isText: true,
		run: async (appcues, { id, time }) =>
			await importFile(
				appcues,
				'events',
				csv(['user_id', 'name', 'timestamp'], [id, 'Paid', time]),
				'a.csv',
			),
		arrived: (appcues) => imported('events')(appcues).map(ofEvent),
	},
	profileUpdate('Update User, fields', ({ value }) => assignment(value)),
	profileUpdate('Update User, JSON', () => asJson),
	allFields,
	{
		name: 'Update Group',
		takes: ['name', 'value'],
		run: async (appcues, messy) =>
			await runWith(
				appcues,
				'appcuesGroup',
				{ operation: 'update', groupId: 'group-acme', ...assignment(messy.value) },
				messy,
			),
		arrived: ({ fake }) => fake.requests('PATCH').map(({ body }) => ofProfile(body as IDataObject)),
	},
	{
		name: 'Track Event',
		takes: ['id', 'name', 'value', 'time'],
		run: async (appcues, messy) =>
			await runWith(
				appcues,
				'appcuesImport',
				{
					operation: 'userActivity',
					userId: USER,
					eventName: 'Paid',
					...assignment(messy.value),
					options: { timestamp: '={{ $json.time }}' },
				},
				messy,
			),
		arrived: ({ fake }) =>
			fake.requests('POST', /\/events$/).map(({ path, body }) => ({
				...ofEvent(body as IDataObject),
				id: decodeURIComponent(/users\/([^/]+)\/events/.exec(path)?.[1] ?? ''),
			})),
	},
	members(
		'Add Users to Segment',
		'appcuesSegment',
		{ segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' } },
		'/add_user_ids',
	),
	members('Add Users to Group', 'appcuesGroup', { groupId: 'group-acme' }, /\/groups\/.*\/users$/),
	timeRange(
		'Export Events',
		'appcuesExport',
		{ operation: 'events', output: 'job' },
		'/export/events',
	),
	timeRange(
		'Analytics',
		'appcuesAnalytics',
		{ operation: 'export', metrics: 'events', dimensions: 'name', output: 'job' },
		'/analytics/exports',
	),
];

import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { CRMS } from './sources/crms.cjs';
import { DATABASES } from './sources/databases.cjs';
import { FILES } from './sources/files.cjs';
import { hintsByKind } from './sources/hintKinds.cjs';
import { SCRIPTS } from './sources/scripts.cjs';
import type { Source } from './sources/source.cjs';
import { SPREADSHEETS } from './sources/spreadsheets.cjs';

/** Tests items as other n8n nodes, scripts and AI agents return them. */
const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

const SOURCES = [...FILES, ...SPREADSHEETS, ...CRMS, ...DATABASES, ...SCRIPTS];

const bodies = (method: 'POST' | 'PATCH', path: string | RegExp) =>
	appcues.fake.requests(method, path).flatMap(({ body }) => [body as IDataObject].flat());

async function importItems(
	operation: 'profiles' | 'events',
	input: IDataObject[],
	parameters: IDataObject,
) {
	const run = await appcues.run({
		type: 'appcuesImport',
		parameters: { operation, ...parameters },
		input,
	});
	return { run, rows: bodies('POST', `/import/${operation}`) };
}

/** `properties.email.value`, as an expression reads it. */
const expression = (path: string) =>
	`={{ $json${path
		.split('.')
		.map((name) => `[${JSON.stringify(name)}]`)
		.join('')} }}`;

const typeOf = (value: unknown) =>
	typeof value === 'number' || typeof value === 'boolean' ? typeof value : 'string';

/** All fields of an item, each dragged into its own field, which needs a name. */
const assignments = (item: IDataObject) =>
	Object.keys(item)
		.filter((name) => name !== '')
		.map((name) => ({
			id: name,
			name,
			value: `={{ $json[${JSON.stringify(name)}] }}`,
			type: typeOf(item[name]),
		}));

const sent = SOURCES.flatMap((source) =>
	'rows' in source.profiles ? [{ ...source, profiles: source.profiles }] : [],
);

describe('Import Profiles with all columns', () => {
	it.each(SOURCES)('$name', async ({ items, userId, profiles }) => {
		const { run, rows } = await importItems('profiles', items, { userIdField: userId });
		if ('refused' in profiles) {
			expect(run.error?.message).toBe(profiles.refused);
			expect(run.error?.description).not.toBe('');
			expect(rows).toEqual([]);
			return;
		}
		expect(run.error).toBeUndefined();
		expect(rows).toEqual(profiles.rows);
		expect(hintsByKind(run.hints)).toEqual(profiles.hints ?? {});
	});
});

describe('Import Events', () => {
	const isEvent = <S extends Source>(source: S): source is S & Required<Pick<S, 'event'>> =>
		source.event !== undefined;

	it.each(sent.filter(isEvent))('$name', async ({ items, userId, event, ...source }) => {
		const { run, rows } = await importItems('events', items, {
			userIdField: userId,
			eventNameField: event.name,
			timestampField: event.time,
		});
		expect(run.error).toBeUndefined();
		expect(rows.map(({ attributes }) => attributes)).toEqual(source.properties);
		const isProperty = (name: string) => name !== event.name && name !== event.time;
		const hints = Object.entries(source.profiles.hints ?? {})
			.map(([kind, names]) => [kind, names.filter(isProperty)] as const)
			.filter(([, names]) => names.length > 0);
		expect(hintsByKind(run.hints)).toEqual(Object.fromEntries(hints));
	});
});

describe('Create or Update User with a field for each column', () => {
	it.each(sent)('$name', async ({ items }) => {
		const { '': _unnamed, ...item } = first(items);
		const input = [{ ...item, user_id: 'user-ada' }];
		const imported = await importItems('profiles', input, { userIdField: 'user_id' });
		const { user_id: _id, ...properties } = first(imported.rows);
		appcues.fake.reset();
		appcues.fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
		const updated = await appcues.run({
			type: 'appcuesEndUser',
			parameters: {
				operation: 'update',
				userId: 'user-ada',
				attributes: { assignments: assignments(item) },
			},
			input: [item],
		});
		expect(updated.error).toBeUndefined();
		// The user selected each field here, so the row number of a Google Sheet is intended, and so is the ID.
		const { row_number, user_id } = item;
		const expected = {
			...properties,
			...(row_number !== undefined && { row_number }),
			...(user_id !== undefined && { user_id }),
		};
		expect(bodies('PATCH', /profile/)).toEqual([expected]);
		expect(hintsByKind(updated.hints)).toEqual(hintsByKind(imported.run.hints));
	});
});

describe('Add Users', () => {
	it.each(sent)('$name', async ({ items, userId, profiles }) => {
		const run = await appcues.run({
			type: 'appcuesSegment',
			parameters: {
				operation: 'addUsers',
				segmentId: { __rl: true, mode: 'id', value: 'seg-crm-customers' },
				userIds: expression(userId),
			},
			input: items,
		});
		const added = bodies('POST', '/add_user_ids').flatMap(({ user_ids: ids }) => ids as string[]);
		expect(run.error).toBeUndefined();
		expect(added).toEqual(profiles.rows.map(({ user_id: id }) => id));
	});
});

import type { FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { WIRE_EVENTS, type WireEvent } from '../../dev/fake-appcues/model/wireEvents.cjs';
import { events, polledEvents, run, type Sample } from '../docs/sample.cjs';
import { SAMPLES } from '../docs/samples.cjs';
import { inputOf, workingNodes } from '../support/workingOperations.cjs';

const SKIP = { options: { onInvalidRow: 'skip' } };

/** One event of each kind that has fields of its own. */
const EVENTS = WIRE_EVENTS.filter(
	({ name, about }) =>
		[
			'appcues:flow_completed',
			'appcues:step_started',
			'appcues:nps_score',
			'appcues:nps_feedback',
			'appcues:form_submitted',
			'appcues:checklist_item_completed',
		].includes(name) || about === 'a click on a pin',
);

/** With them in both periods, a report has rates and changes. */
const FLOW_EVENTS = WIRE_EVENTS.filter(({ name }) =>
	['appcues:flow_started', 'appcues:flow_completed'].includes(name),
);

const MEMBER = { userId: 'user-ada', groupId: 'group-acme' };

function addEvents(fake: FakeAppcues, daysAgo: number, happened: readonly WireEvent[]): void {
	const at = Date.now() - daysAgo * 86_400_000;
	for (const { name, attributes } of happened) {
		fake.account().people.addEvent({ ...MEMBER, name, at, attributes });
	}
}

const DESCRIBED = { description: 'Started in the last 14 days' };

/** What isn't on the pages and isn't in normal use, but makes the schemas complete. */
const MORE: Sample[] = [
	events(EVENTS),
	polledEvents(EVENTS),
	run('appcuesExport')(
		'events',
		{},
		{
			inUs: true,
			prepare: (fake) => addEvents(fake, 1, EVENTS),
		},
	),
	run('appcuesAccount')('createSdkKey', {
		resource: 'sdkKey',
		name: 'Mobile app',
		options: { tagField: 'user_id' },
	}),
	run('appcuesAnalytics')('export', {
		metrics: ['users', 'events'],
		dimensions: ['name'],
		timeRange: 'last30Days',
	}),
	run('appcuesAnalytics')(
		'report',
		{ timeRange: 'last30Days' },
		{ prepare: (fake) => [5, 35].forEach((days) => addEvents(fake, days, FLOW_EVENTS)) },
	),
	run('appcuesFlow')('getAll', {}, { inUs: true }),
	run('appcuesExperience')('getAll', { experienceType: 'nps' }, { inUs: true }),
	run('appcuesGroup')(
		'addUsers',
		{ groupId: 'group-acme', userIds: 'user-ada' },
		{ prepare: (fake) => void (fake.groupUsersAnswer = 'job') },
	),
	run('appcuesImport')('events', SKIP, {
		input: [{ user_id: 'user-ada', name: 'Signed in', timestamp: '2026-11-23T12:00:00Z' }, {}],
	}),
	run('appcuesImport')('groups', SKIP, { input: [{ group_id: 'group-acme', plan: 'pro' }, {}] }),
	run('appcuesSegment')('create', { name: 'Trials', additionalFields: DESCRIBED }),
	run('appcuesSegment')('update', {
		segmentId: { __rl: true, mode: 'id', value: 'seg-trial' },
		updateFields: DESCRIBED,
	}),
];

const inNormalUse: Sample[] = Object.entries(workingNodes).flatMap(([type, { operations }]) =>
	operations.map((working) => ({
		type,
		operation: working.operation,
		output: async (appcues) => {
			const input = inputOf(working, appcues.fake);
			return await run(type)(working.operation, working.parameters, { input }).output(appcues);
		},
	})),
);

/** The outputs that the schemas describe. */
export const SCHEMA_SAMPLES: Sample[] = [
	...Object.values(SAMPLES).flatMap((page) => Object.values(page)),
	...MORE,
	...inNormalUse,
].filter(({ unusual }) => !unusual);

/** The fields that are always there, where the others are the account's own. */
export const KNOWN_FIELDS: Record<string, string[]> = {
	'appcuesEndUser get': ['user_id'],
	'appcuesExport segmentMembers': ['user_id'],
	'appcuesGroup get': ['group_id'],
	'appcuesJob download': ['user_id'],
};

import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { checkFields } from '../fields.cjs';
import { type Observation, once } from '../observation.cjs';
import { newestEvent } from '../observations/analytics.cjs';
import { objectsIn } from '../observations/lists.cjs';

const LIMIT = 2;

/** Returns a user with recent events. @throws {NotChecked} when none is known */
const someUser: Observation<string> = once(async (context) => {
	const newest = await newestEvent(context);
	if (!newest) throw new NotChecked('no user with recent events is known');
	return newest.userId;
});

const events = once(async (context) => {
	const id = await someUser(context);
	return await context.api.get(path`/users/${id}/events`, { limit: String(LIMIT) });
});

/** The events of one user. It is the user with the newest event in analytics. */
export const userEvents: Assumption[] = [
	{
		id: 'user-events',
		title: 'GET /users/{id}/events lists events, at most as many as requested',
		expected: `200, a bare array of ${LIMIT} objects or fewer`,
		grade: 'A',
		file: 'nodes/shared/api/endpoints/users.ts',
		check: async (context) => {
			const answer = await events(context);
			const { status, body } = answer;
			const isList = Array.isArray(body) && body.length <= LIMIT && body.every(isObject);
			return verdict(status === 200 && isList, describeAnswer(answer));
		},
	},
	{
		id: 'user-event-fields',
		title: "What one of a user's events contains",
		expected: 'name: string, timestamp: time, attributes: object',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/types.ts',
		check: async (context) => {
			const fields = { name: 'string', timestamp: 'time', attributes: 'object' } as const;
			return checkFields(objectsIn(await events(context), 'events of this user'), fields);
		},
	},
	{
		id: 'user-events-time-zone',
		title: 'The events of a user in a time zone',
		expected: '200 for time_zone=America/New_York',
		grade: '?',
		copes: 'the option is sent as selected; without it the times are in UTC',
		file: 'nodes/AppcuesEndUser/operations/getEvents.ts',
		check: async (context) => {
			const at = path`/users/${await someUser(context)}/events`;
			const answer = await context.api.get(at, { limit: '1', time_zone: 'America/New_York' });
			return verdict(answer.status === 200, describeAnswer(answer));
		},
	},
];

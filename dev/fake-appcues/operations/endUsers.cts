import { eventJson } from '../model/event.cjs';
import type { Profile } from '../model/profile.cjs';
import { Problem } from '../model/problem.cjs';
import { timeWriter } from '../model/time.cjs';
import {
	type Answer,
	type Call,
	OK,
	type Operation,
	accepted,
	checkedBody,
	checkedTime,
	found,
	mustExist,
} from './operation.cjs';

interface Activity {
	name: string;
	timestamp: string;
	attributes?: Record<string, unknown>;
	group_id?: string;
	context?: Record<string, unknown>;
}

const EVENTS_BY_DEFAULT = 100;

/** The operations of one end user, by operationId. */
export const endUserOperations: Record<string, Operation> = {
	getUserProfile: ({ account, param, settings }) => {
		const profile = account.users.get(param('user_id'));
		return found(settings.unknownUser === 'empty' ? (profile ?? {}) : mustExist(profile, 'user'));
	},

	updateUserProfile: (call) => {
		call.account.people.mergeUser(call.param('user_id'), checkedBody<Profile>(call));
		return OK;
	},

	deleteUserProfile: ({ account, param }) => {
		const id = param('user_id');
		mustExist(account.users.get(id), 'user');
		const { users } = account.people;
		return accepted(
			account.startJob('delete_profile', () => ({ deleted: Number(users.delete(id)) })),
		);
	},

	getUserEvents,

	trackUserEvent: (call) => {
		const { name, timestamp, attributes, group_id: groupId, context } = checkedBody<Activity>(call);
		const userId = call.param('user_id');
		const at = checkedTime(timestamp, 'body.timestamp');
		call.account.people.addEvent({ userId, name, at, attributes, groupId, context });
		return call.settings.activityStatus === 200 ? OK : ACCEPTED;
	},
};

/** Accepted, with nothing to poll. */
const ACCEPTED: Answer = { status: 202, body: { status: 202, title: 'Accepted' } };

function getUserEvents({ account, param, query, settings }: Call): Answer {
	const limit = wholeNumber(query('limit'), 'query.limit') ?? EVENTS_BY_DEFAULT;
	const timeIn = timeWriter(query('time_zone') ?? 'UTC', 'query.time_zone');
	const userId = param('user_id');
	const events = account.people.eventsOf(userId);
	// Deleting a profile keeps the user's events, so a user with events isn't unknown.
	const known = events.length > 0 || account.users.has(userId);
	if (settings.unknownUser === 'notFound') mustExist(known || undefined, 'user');
	return found(events.slice(0, limit).map((event) => eventJson(event, timeIn)));
}

/** Read from the original text, because the validator accepts `0x10`, `1e2` and ` 5` as integers. */
function wholeNumber(text: string | undefined, field: string): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d*$/.test(text)) throw new Problem(400, `${field}: must be a whole number above 0`);
	return Number(text);
}

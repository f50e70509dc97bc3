import type { INodeProperties } from 'n8n-workflow';

import { EVENT_NAME_LENGTH, importActivity } from '../../shared/api/imports';
import type { Activity, UserId } from '../../shared/api/types';
import { describeValue } from '../../shared/bulk/describeValue';
import { isoTimestamp } from '../../shared/bulk/timestamp';
import { InvalidInput } from '../../shared/invalidInput';
import { attributesFields, droppedHint, readAttributes } from '../../shared/node/attributesBlock';
import type { ItemReader } from '../../shared/node/itemReader';
import { idText } from '../../shared/node/idText';
import { jsonObject } from '../../shared/node/jsonParameter';
import { perItem } from '../../shared/node/operation';
import { readUserId, userIdField } from '../../shared/node/userIdField';
import { optionsField } from '../../shared/node/optionsField';

const LABELS = {
	context: 'Context (JSON)',
	eventName: 'Event Name',
	groupId: 'Group ID',
	timestamp: 'Timestamp',
};

const eventNameField: INodeProperties = {
	displayName: LABELS.eventName,
	name: 'eventName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Subscription Upgraded',
	description: `What the user did, in ${EVENT_NAME_LENGTH} characters at most. Events of the same name are the same kind of event in Appcues.`,
	hint: 'Usable for targeting at once; seen in analytics some minutes later',
};

const options = optionsField([
	{
		displayName: LABELS.context,
		name: 'context',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "url": "https://app.example.com/billing" }',
		description: 'A JSON object that tells where the event happened, such as the page',
	},
	{
		displayName: LABELS.groupId,
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. account-77',
		description: 'The group (account, company) for which the user acted',
	},
	{
		displayName: LABELS.timestamp,
		name: 'timestamp',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-11-23T10:00:00Z',
		description:
			"When it happened; now when empty. A time without a time zone is taken in the workflow's time zone.",
	},
]);

interface UserActivity extends Omit<Activity, 'timestamp'> {
	userId: UserId;
	/** The time of sending when left out. */
	timestamp?: string;
	dropped: string[];
}

function readActivity(item: ItemReader): UserActivity {
	const options = item.collection('options');
	const { attributes, dropped } = readAttributes(item, 'flatten');
	const context = readContext(options.context);
	const groupId = idText(options.groupId, LABELS.groupId);
	return {
		userId: readUserId(item),
		name: readEventName(item),
		timestamp: readTimestamp(options.timestamp, item.timeZone),
		dropped,
		...(Object.keys(attributes).length > 0 && { attributes }),
		...(groupId !== '' && { group_id: groupId }),
		...(context && { context }),
	};
}

function readEventName(item: ItemReader): string {
	const name = item.requiredText('eventName', LABELS.eventName);
	const { length } = [...name];
	if (length <= EVENT_NAME_LENGTH) return name;
	throw new InvalidInput(
		`'${LABELS.eventName}' has ${length} characters`,
		`Appcues takes ${EVENT_NAME_LENGTH} at most. Shorten '${LABELS.eventName}', and put what differs from event to event in 'Attributes'.`,
	);
}

function readTimestamp(value: unknown, timeZone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const timestamp = isoTimestamp(value, timeZone);
	if (timestamp !== undefined) return timestamp;
	throw new InvalidInput(
		`'${LABELS.timestamp}' is ${describeValue(value)}, which is not a time`,
		`Give '${LABELS.timestamp}' as ISO text such as 2026-11-23T10:00:00Z, as a date, or as seconds or milliseconds since 1970.`,
	);
}

function readContext(value: unknown): Record<string, unknown> | undefined {
	if (value === undefined || value === null) return undefined;
	const context = jsonObject(value, LABELS.context);
	return Object.keys(context).length > 0 ? context : undefined;
}

export const userActivity = perItem({
	value: 'userActivity',
	name: 'User Activity',
	action: "Import a user's activity",
	description:
		'Record one event for one end user, such as "Subscription Upgraded". For many events at once take Events.',
	fields: [userIdField, eventNameField, ...attributesFields, options],
	read: readActivity,
	// Events of one user reach Appcues in the order of the items.
	sequence: ({ userId }) => userId,
	run: async ({ userId, dropped, ...activity }, { appcues, hints }) => {
		const timestamp = activity.timestamp ?? new Date(appcues.clock.date()).toISOString();
		await importActivity(appcues, userId, { ...activity, timestamp });
		const hint = droppedHint(dropped);
		if (hint) hints.add(hint);
		return { user_id: userId, name: activity.name, timestamp, success: true };
	},
});

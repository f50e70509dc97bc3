import type { INodeProperties } from 'n8n-workflow';

import { EVENT_NAME_LENGTH, importActivity } from '../../shared/api/endpoints/imports';
import type { Activity, UserId } from '../../shared/api/endpoints/types';
import { noteId } from '../../shared/checks/ids';
import { noteEntry } from '../../shared/checks/lists';
import { cleanName } from '../../shared/checks/names';
import { oddText } from '../../shared/checks/oddText';
import { InvalidInput } from '../../shared/util/invalidInput';
import { attributesFields, readAttributes } from '../../shared/fields/attributes';
import type { UsedFields } from '../../shared/fields/inputFields';
import { excludeFieldsOption } from '../../shared/fields/inputFields';
import type { ItemReader } from '../../shared/operation/itemReader';
import { readId } from '../../shared/fields/id';
import { checkNumbers, jsonObject } from '../../shared/fields/json';
import { perItem } from '../../shared/operation/operation';
import { timeParameter } from '../../shared/fields/time';
import { readUserId, userIdField } from '../../shared/fields/userId';
import { emptyValuesOption, readValueRules } from '../../shared/fields/valueOptions';
import { optionsField } from '../../shared/fields/options';

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
	description: `What the user did, in up to ${EVENT_NAME_LENGTH} characters. Use the same name for the same kind of event.`,
	hint: 'Appcues can target the event immediately. Analytics shows it after some minutes.',
};

const options = optionsField([
	{
		displayName: LABELS.context,
		name: 'context',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "url": "https://app.example.com/billing" }',
		description: 'A JSON object that says where the event happened, such as the page',
	},
	emptyValuesOption,
	excludeFieldsOption,
	{
		displayName: LABELS.groupId,
		name: 'groupId',
		type: 'string',
		default: '',
		placeholder: 'e.g. account-77',
		description: 'The group (account, company) that the user acted for',
	},
	{
		displayName: LABELS.timestamp,
		name: 'timestamp',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-11-23T10:00:00Z',
		description:
			"When it happened. If empty, now. A time without a time zone is in the workflow's time zone.",
	},
]);

interface UserActivity extends Omit<Activity, 'timestamp'> {
	userId: UserId;
	/** If undefined, the time of sending. */
	timestamp?: string;
}

/** The parameters whose fields aren't properties of the event. */
const USED: UsedFields = {
	parameters: [
		{ name: 'userId' },
		{ name: 'eventName' },
		{ name: 'options', entry: 'groupId' },
		{ name: 'options', entry: 'timestamp' },
	],
};

function readActivity(item: ItemReader): UserActivity {
	const options = item.collection('options');
	const { attributes } = readAttributes(item, readValueRules(item), USED);
	const context = readContext(options.context, item);
	const groupId = readGroupId(options.groupId, item);
	return {
		userId: readUserId(item, { creates: true }),
		name: readEventName(item),
		timestamp: readTimestamp(item, options.timestamp),
		...(Object.keys(attributes).length > 0 && { attributes }),
		...(groupId !== '' && { group_id: groupId }),
		...(context && { context }),
	};
}

/** Returns the ID of the group, or an empty string, and notes what looks wrong with it. */
function readGroupId(value: unknown, item: ItemReader): string {
	const id = readId(value, LABELS.groupId);
	if (id === '') return id;
	noteEntry(id, LABELS.groupId, item);
	noteId(
		id,
		{ findings: item.findings, subject: LABELS.groupId, ofUser: false },
		{ item: item.item },
	);
	return id;
}

function readEventName(item: ItemReader): string {
	const name = cleanName(item.requiredText('eventName', LABELS.eventName));
	const odd = oddText(name);
	if (odd !== undefined) item.note(odd, LABELS.eventName, name);
	const { length } = [...name];
	if (length <= EVENT_NAME_LENGTH) return name;
	throw new InvalidInput(
		`'${LABELS.eventName}' has ${length} characters`,
		`Appcues accepts up to ${EVENT_NAME_LENGTH}. Shorten '${LABELS.eventName}', and move what differs between events to 'Properties'.`,
	);
}

function readTimestamp(item: ItemReader, value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const parameter = { name: 'options', entry: 'timestamp', label: LABELS.timestamp };
	return timeParameter(item, value, parameter, item.timeZone);
}

function readContext(value: unknown, item: ItemReader): Record<string, unknown> | undefined {
	if (value === undefined || value === null) return undefined;
	const context = jsonObject(value, LABELS.context);
	checkNumbers(context, LABELS.context, item);
	return Object.keys(context).length > 0 ? context : undefined;
}

export const userActivity = perItem({
	value: 'userActivity',
	name: 'Track Event',
	action: 'Track an event',
	description:
		'Record one event of one user, such as "Subscription Upgraded". For many events, use "Import Events".',
	fields: [userIdField, eventNameField, ...attributesFields, options],
	read: readActivity,
	// Events of one user reach Appcues in the order of the items.
	sequence: ({ userId }) => userId,
	run: async ({ userId, ...activity }, { appcues }) => {
		const timestamp = activity.timestamp ?? new Date(appcues.clock.date()).toISOString();
		await importActivity(appcues, userId, { ...activity, timestamp });
		return { user_id: userId, name: activity.name, timestamp, success: true };
	},
});

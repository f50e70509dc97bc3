import { fromItems } from '../../shared/node/sourceBlock';
import type { KeyField } from './keyField';
import { USER_ID } from './keyField';

const EVENT_NAME: KeyField = {
	holds: 'name of the event',
	column: 'name',
	property: {
		displayName: 'Event Name Field',
		name: 'eventNameField',
		type: 'string',
		default: 'name',
		required: true,
		placeholder: 'e.g. name',
		displayOptions: fromItems,
		description: "The name of the field that holds the event's name, of 127 characters at most",
	},
};

const TIMESTAMP: KeyField = {
	holds: 'time of the event',
	column: 'timestamp',
	property: {
		displayName: 'Timestamp Field',
		name: 'timestampField',
		type: 'string',
		default: 'timestamp',
		required: true,
		placeholder: 'e.g. timestamp',
		displayOptions: fromItems,
		description:
			"The field with the event's time: ISO text, a date, or seconds, milliseconds or microseconds since 1970. Without a time zone, it is read in the workflow's.",
	},
};

const ATTRIBUTES: KeyField = {
	holds: "event's attributes",
	column: 'attributes',
	optional: true,
	property: {
		displayName: 'Attributes Field',
		name: 'attributesField',
		type: 'string',
		default: 'attributes',
		placeholder: 'e.g. attributes',
		displayOptions: fromItems,
		description:
			"The name of a field that holds the event's attributes as an object. Where an item has none, its other fields are the attributes.",
	},
};

const EVENT_GROUP_ID: KeyField = {
	holds: 'group ID',
	column: 'group_id',
	optional: true,
	property: {
		displayName: 'Group ID Field',
		name: 'groupIdField',
		type: 'string',
		default: 'group_id',
		placeholder: 'e.g. group_id',
		displayOptions: fromItems,
		description:
			'The name of a field that holds the ID of the group (account, company) for which the user acted; items may do without',
	},
};

/** In the order in which eventRows.ts reads them. */
export const eventKeys = [USER_ID, EVENT_NAME, TIMESTAMP, ATTRIBUTES, EVENT_GROUP_ID] as const;

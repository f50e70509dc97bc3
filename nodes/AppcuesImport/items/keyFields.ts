import type { INodeProperties } from 'n8n-workflow';

import { cleanName } from '../../shared/checks/names';
import { plainFieldName } from '../../shared/fields/fieldNames';
import type { ItemReader } from '../../shared/operation/itemReader';
import { fromItems } from '../source';

/** A parameter that names the field of the items that holds a part of a row. */
export interface KeyField {
	property: INodeProperties;
	/** What the field holds: `user ID`. */
	holds: string;
	/** Appcues' own name for it, the parameter's default. */
	column: string;
	/** A row doesn't need it, and the parameter can be empty. */
	optional?: boolean;
}

export const USER_ID: KeyField = {
	holds: 'user ID',
	column: 'user_id',
	property: {
		displayName: 'User ID Field',
		name: 'userIdField',
		type: 'string',
		default: 'user_id',
		required: true,
		requiresDataPath: 'single',
		placeholder: 'e.g. user_id',
		displayOptions: fromItems,
		description: 'The name of the field with the user ID, not an expression that returns the ID',
		hint: "The ID that your product passes to Appcues.identify. Don't use email addresses.",
	},
};

export const GROUP_ID: KeyField = {
	holds: 'group ID',
	column: 'group_id',
	property: {
		displayName: 'Group ID Field',
		name: 'groupIdField',
		type: 'string',
		default: 'group_id',
		required: true,
		requiresDataPath: 'single',
		placeholder: 'e.g. group_id',
		displayOptions: fromItems,
		description:
			'The name of the field with the group ID (account, company), not an expression that returns the ID',
	},
};

/** The name of a field, and the parameter that it comes from. */
export interface NamedField {
	name: string;
	/** The parameter's label, for messages. */
	label: string;
	key: KeyField;
}

/** @throws {InvalidInput} for an empty name, unless it is optional */
export function readKeyField(first: ItemReader, key: KeyField): NamedField {
	const { name: parameter, displayName: label } = key.property;
	const name = key.optional ? first.text(parameter, label) : first.requiredText(parameter, label);
	return { name: cleanName(plainFieldName(name)), label, key };
}

const EVENT_NAME: KeyField = {
	holds: 'name of the event',
	column: 'name',
	property: {
		displayName: 'Event Name Field',
		name: 'eventNameField',
		type: 'string',
		default: 'name',
		required: true,
		requiresDataPath: 'single',
		placeholder: 'e.g. name',
		displayOptions: fromItems,
		description:
			'The name of the field with the event name. Event names have up to 127 characters.',
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
		requiresDataPath: 'single',
		placeholder: 'e.g. timestamp',
		displayOptions: fromItems,
		description:
			"The field with the time: ISO 8601, a date, or seconds or milliseconds since 1970, by default in the workflow's zone",
	},
};

const PROPERTIES: KeyField = {
	holds: "event's properties",
	column: 'attributes',
	optional: true,
	property: {
		displayName: 'Properties Field',
		name: 'attributesField',
		type: 'string',
		default: 'attributes',
		requiresDataPath: 'single',
		placeholder: 'e.g. attributes',
		displayOptions: fromItems,
		description:
			'The name of the field with the event properties as an object. Without it, all other fields are properties.',
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
		requiresDataPath: 'single',
		placeholder: 'e.g. group_id',
		displayOptions: fromItems,
		description:
			"The name of the field with the ID of the group that the user acted for. Items don't need one.",
	},
};

/** What a row of an event is made of. */
export const eventKeys = {
	user: USER_ID,
	name: EVENT_NAME,
	time: TIMESTAMP,
	properties: PROPERTIES,
	group: EVENT_GROUP_ID,
} as const;

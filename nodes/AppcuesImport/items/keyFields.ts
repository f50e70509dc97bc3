import type { INodeProperties } from 'n8n-workflow';

import { cleanName } from '../../shared/checks/names';
import type { ItemReader } from '../../shared/operation/itemReader';
import { fromItems } from '../source';

/** A parameter that names the field of the items in which something of a row is found. */
export interface KeyField {
	property: INodeProperties;
	/** What is in the field: `user ID`. */
	holds: string;
	/** Appcues' own name for it, which is the parameter's default. */
	column: string;
	/** A row may do without; then the parameter may be empty. */
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
		placeholder: 'e.g. user_id',
		displayOptions: fromItems,
		description:
			'The name of the field that holds the user ID; not an expression that gives the ID',
		hint: 'The ID under which your product identifies users to Appcues, not an e-mail address',
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
		placeholder: 'e.g. group_id',
		displayOptions: fromItems,
		description:
			'The name of the field that holds the ID of the group (account, company); not an expression that gives the ID',
	},
};

/** The name of a field, with the parameter that gave it. */
export interface NamedField {
	name: string;
	/** Of the parameter, for messages. */
	label: string;
	key: KeyField;
}

/** @throws {InvalidInput} when a name that is needed is empty */
export function readKeyField(first: ItemReader, key: KeyField): NamedField {
	const { name: parameter, displayName: label } = key.property;
	const name = key.optional ? first.text(parameter, label) : first.requiredText(parameter, label);
	return { name: cleanName(name), label, key };
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
	holds: "event's properties",
	column: 'attributes',
	optional: true,
	property: {
		displayName: 'Properties Field',
		name: 'attributesField',
		type: 'string',
		default: 'attributes',
		placeholder: 'e.g. attributes',
		displayOptions: fromItems,
		description:
			"The name of a field that holds the event's properties as an object. Where an item has none, its other fields are the properties.",
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

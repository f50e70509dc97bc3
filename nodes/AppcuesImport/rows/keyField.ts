import type { INodeProperties } from 'n8n-workflow';

import { cleanName } from '../../shared/checks/names';
import type { ItemReader } from '../../shared/node/itemReader';
import { fromItems } from '../../shared/node/sourceBlock';

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

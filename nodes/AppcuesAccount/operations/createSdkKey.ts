import type { INodeProperties } from 'n8n-workflow';

import { AppcuesError, withNote } from '../../shared/api/appcuesError';
import { createSdkKey as requestSdkKey } from '../../shared/api/endpoints/sdkKeys';
import type { SdkKeyFields } from '../../shared/api/endpoints/types';
import type { ItemReader } from '../../shared/operation/itemReader';
import { asText } from '../../shared/operation/itemReader';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';

const TAG_FIELD = 'Tag Field';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Web app',
	description: 'The name of the key in Appcues',
};

const options = optionsField([
	{
		displayName: TAG_FIELD,
		name: 'tagField',
		type: 'string',
		default: '',
		placeholder: 'e.g. user_id',
		description: 'Sent to Appcues as tag_field, unless it is empty',
	},
]);

function readFields(item: ItemReader): SdkKeyFields {
	const tagField = asText(item.collection('options').tagField, TAG_FIELD).trim();
	return {
		name: item.requiredText('name', 'Name'),
		...(tagField !== '' && { tag_field: tagField }),
	};
}

/** Adds the limit of keys to a 400: Appcues doesn't document how it refuses a sixth key. */
function explainLimit(thrown: unknown): never {
	if (!(thrown instanceof AppcuesError) || thrown.info.status !== 400) throw thrown;
	throw withNote(
		thrown,
		"An account can have up to 5 SDK keys. 'Get Many SDK Keys' shows them, and 'Delete SDK Key' deletes one.",
	);
}

export const createSdkKey = perItem({
	value: 'createSdkKey',
	name: 'Create SDK Key',
	action: 'Create an SDK key',
	description:
		'Create a key that your app signs user IDs with, up to 5 per account. The output contains the key: keep it safe.',
	fields: [nameField, options],
	read: readFields,
	run: async (fields, { appcues, hints }) => {
		const key = await requestSdkKey(appcues, fields).catch(explainLimit);
		if (key) return key;
		hints.add(
			`Appcues created the SDK key "${fields.name}" but didn't return it. Use 'Get Many SDK Keys' to see it.`,
		);
		return { ...fields };
	},
});

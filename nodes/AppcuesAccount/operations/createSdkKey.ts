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
	description: 'What to call the key in Appcues',
};

const options = optionsField([
	{
		displayName: TAG_FIELD,
		name: 'tagField',
		type: 'string',
		default: '',
		placeholder: 'e.g. user_id',
		description: 'Passed on to Appcues as tag_field; left out when empty',
	},
]);

function readFields(item: ItemReader): SdkKeyFields {
	const tagField = asText(item.collection('options').tagField, TAG_FIELD).trim();
	return {
		name: item.requiredText('name', 'Name'),
		...(tagField !== '' && { tag_field: tagField }),
	};
}

/** How Appcues refuses a sixth key is not known; a 400 may be that. */
function explainLimit(thrown: unknown): never {
	if (!(thrown instanceof AppcuesError) || thrown.info.status !== 400) throw thrown;
	throw withNote(
		thrown,
		'An account can have 5 SDK keys at most: Get Many SDK Keys shows them, and Delete SDK Key makes room.',
	);
}

export const createSdkKey = perItem({
	value: 'createSdkKey',
	name: 'Create SDK Key',
	action: 'Create an SDK key',
	description:
		'Create a key with which your app signs user IDs. The key itself is in the output: keep it safe. An account can have 5.',
	fields: [nameField, options],
	read: readFields,
	run: async (fields, { appcues, hints }) => {
		const key = await requestSdkKey(appcues, fields).catch(explainLimit);
		if (key) return key;
		hints.add(
			`Appcues made the SDK key "${fields.name}" without showing it: see Get Many SDK Keys.`,
		);
		return { ...fields };
	},
});

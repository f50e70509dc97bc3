import type { INodeProperties } from 'n8n-workflow';

import { createSegment } from '../../shared/api/endpoints/segments';
import { asText, withoutMistake } from '../../shared/operation/itemReader';
import { perItem } from '../../shared/operation/operation';
import { descriptionField } from '../descriptionField';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Customers from CRM',
	description: 'The name of the segment in Appcues Studio',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [descriptionField],
};

export const create = perItem({
	value: 'create',
	name: 'Create Segment',
	action: 'Create a segment',
	description: 'Create an empty segment to add users to. Returns its ID.',
	fields: [nameField, additionalFields],
	read: (item) => {
		const description = asText(item.collection('additionalFields').description, 'Description');
		return {
			name: item.requiredText('name', 'Name'),
			...(description !== '' && { description: withoutMistake(description, 'Description') }),
		};
	},
	run: async (fields, { appcues }) => ({ ...(await createSegment(appcues, fields)) }),
});

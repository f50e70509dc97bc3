import type { INodeProperties } from 'n8n-workflow';

import { updateSegment } from '../../shared/api/endpoints/segments';
import type { SegmentFields } from '../../shared/api/endpoints/types';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { ItemReader } from '../../shared/operation/itemReader';
import { asText, withoutMistake } from '../../shared/operation/itemReader';
import { perItem } from '../../shared/operation/operation';
import { readSegmentId, segmentField } from '../../shared/fields/segment';
import { descriptionField } from '../descriptionField';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		descriptionField,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Customers from CRM',
			description: 'The new name of the segment',
		},
	],
};

/** Reads the fields that were added under 'Update Fields'. An empty description clears the old one. */
function readUpdate(item: ItemReader): SegmentFields {
	const given = item.collection('updateFields');
	const fields: SegmentFields = {};
	if ('name' in given) fields.name = text(given.name, 'Name').trim();
	if ('description' in given) fields.description = text(given.description, 'Description');
	if (fields.name === '') {
		throw new InvalidInput("'Name' is empty", "Fill in 'Name', or remove it from 'Update Fields'.");
	}
	if (Object.keys(fields).length === 0) {
		throw new InvalidInput(
			"'Update Fields' is empty",
			"Add 'Name' or 'Description' in 'Update Fields'.",
		);
	}
	return fields;
}

const text = (value: unknown, label: string) => withoutMistake(asText(value, label), label);

export const update = perItem({
	value: 'update',
	name: 'Update Segment',
	action: 'Update a segment',
	description: 'Change the name or the description of a segment',
	fields: [segmentField, updateFields],
	read: (item) => ({ id: readSegmentId(item), fields: readUpdate(item) }),
	sequence: ({ id }) => id,
	run: async ({ id, fields }, { appcues }) => ({ ...(await updateSegment(appcues, id, fields)) }),
});

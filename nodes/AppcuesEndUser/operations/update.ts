import { updateProfile } from '../../shared/api/users';
import { InvalidInput } from '../../shared/invalidInput';
import {
	attributesFields,
	attributesLabel,
	droppedHint,
	nestedOption,
	readAttributes,
	readNested,
} from '../../shared/node/attributesBlock';
import type { ItemReader } from '../../shared/node/itemReader';
import { perItem } from '../../shared/node/operation';
import { readUserId, userIdField } from '../../shared/node/userIdField';
import { optionsField } from '../../shared/node/optionsField';

function readUpdate(item: ItemReader) {
	const { attributes, dropped } = readAttributes(item, readNested(item));
	if (Object.keys(attributes).length === 0) {
		throw new InvalidInput(
			`'${attributesLabel(item)}' holds nothing to send`,
			dropped.length > 0
				? `Appcues keeps no objects and lists: ${dropped.join(', ')}.`
				: `Add a name and a value in '${attributesLabel(item)}'.`,
		);
	}
	return { id: readUserId(item), attributes, dropped };
}

export const update = perItem({
	value: 'update',
	name: 'Update',
	action: 'Update an end user',
	description:
		"Set attributes in an end user's profile and keep the others. A user whom Appcues does not know yet is created.",
	fields: [userIdField, ...attributesFields, optionsField([nestedOption])],
	read: readUpdate,
	sequence: ({ id }) => id,
	run: async ({ id, attributes, dropped }, { appcues, hints }) => {
		await updateProfile(appcues, id, attributes);
		const hint = droppedHint(dropped);
		if (hint) hints.add(hint);
		return { user_id: id, success: true, attributes };
	},
});

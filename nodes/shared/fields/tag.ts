import { listTags } from '../api/endpoints/tags';
import { byName, choiceList } from './choiceList';

/** Lists the account's tags, by name. A node lists it as `getTags`. */
export const loadTags = choiceList(
	[
		{
			what: 'tags',
			load: async (appcues) =>
				(await listTags(appcues)).map(({ id, name }) => ({
					name: name?.trim() ? name.trim() : id,
					value: id,
				})),
		},
	],
	byName,
);

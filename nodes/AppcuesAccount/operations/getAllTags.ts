import { listTags } from '../../shared/api/endpoints/tags';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';

export const getAllTags = perItem({
	value: 'getAllTags',
	name: 'Get Many Tags',
	action: 'Get many tags',
	description: 'List the tags of flows and experiences: their IDs and names',
	fields: limitFields,
	read: readLimit,
	run: async (limit, { appcues }) => (await listTags(appcues)).slice(0, limit),
});

import { listTags } from '../../shared/api/tags';
import { listFields, readLimit } from '../../shared/node/listBlock';
import { perItem } from '../../shared/node/operation';

export const getAllTags = perItem({
	value: 'getAllTags',
	name: 'Get Many Tags',
	action: 'Get many tags',
	description: 'List the tags that flows and experiences are sorted by',
	fields: listFields,
	read: readLimit,
	run: async (limit, { appcues }) => (await listTags(appcues)).slice(0, limit),
});

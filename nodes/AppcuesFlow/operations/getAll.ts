import type { INodeProperties } from 'n8n-workflow';

import { FLOWS, listExperiences } from '../../shared/api/experiences';
import type { Experience } from '../../shared/api/types';
import { InvalidInput } from '../../shared/invalidInput';
import type { ItemReader } from '../../shared/node/itemReader';
import { asText } from '../../shared/node/itemReader';
import { contains, listFields, readLimit } from '../../shared/node/listBlock';
import { perItem } from '../../shared/node/operation';
import { readSimplify, simplifyField, simplifyFlow } from '../simplifyFlow';

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
			placeholder: 'e.g. welcome',
			description: 'Only flows whose name contains this text, in upper or lower case',
		},
		{
			displayName: 'Published',
			name: 'published',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Published', value: 'true' },
				{ name: 'Not Published', value: 'false' },
			],
			default: 'any',
			description: 'Whether users can see the flow at present',
		},
		{
			displayName: 'Tag ID',
			name: 'tagId',
			type: 'string',
			default: '',
			description: 'Only flows that have the tag with this ID',
		},
	],
};

interface Filters {
	name: string;
	published: 'any' | 'true' | 'false';
	tagId: string;
}

function readFilters(item: ItemReader): Filters {
	const filters = item.collection('filters');
	const published = asText(filters.published, 'Published').trim() || 'any';
	if (published !== 'any' && published !== 'true' && published !== 'false') {
		throw new InvalidInput(`'Published' is "${published}"`, "It can be 'any', 'true' or 'false'.");
	}
	return {
		name: asText(filters.name, 'Name'),
		published,
		tagId: asText(filters.tagId, 'Tag ID').trim(),
	};
}

/** Appcues says "not published" by `false` or by leaving the field out. */
function matches(flow: Experience, { name, published, tagId }: Filters): boolean {
	return (
		contains(flow.name, name) &&
		(published === 'any' || String(flow.published === true) === published) &&
		(tagId === '' || (flow.tag_ids ?? []).includes(tagId))
	);
}

export const getAll = perItem({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many flows',
	description: 'List the flows of the account',
	fields: [...listFields, filtersField, simplifyField],
	read: (item) => ({
		limit: readLimit(item),
		filters: readFilters(item),
		simplify: readSimplify(item),
	}),
	run: async ({ limit, filters, simplify }, { appcues }) => {
		const flows = await listExperiences(appcues, FLOWS);
		return flows
			.filter((flow) => matches(flow, filters))
			.slice(0, limit)
			.map((flow) => (simplify ? simplifyFlow(flow) : { ...flow }));
	},
});

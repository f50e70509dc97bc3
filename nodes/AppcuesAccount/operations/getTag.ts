import { getTag as requestTag } from '../../shared/api/endpoints/tags';
import { perItem } from '../../shared/operation/operation';
import { readTagId, tagField } from '../tagLocator';

export const getTag = perItem({
	value: 'getTag',
	name: 'Get Tag',
	action: 'Get a tag',
	description: 'Retrieve a tag of flows and experiences',
	fields: [tagField],
	read: readTagId,
	run: async (id, { appcues }) => ({ ...(await requestTag(appcues, id)) }),
});

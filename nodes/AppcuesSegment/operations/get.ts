import { getSegment } from '../../shared/api/endpoints/segments';
import { perItem } from '../../shared/operation/operation';
import { readSegmentId, segmentField } from '../../shared/fields/segment';

export const get = perItem({
	value: 'get',
	name: 'Get Segment',
	action: 'Get a segment',
	description:
		'Retrieve a segment: its name, description and dates. To get its members, use Appcues Export.',
	fields: [segmentField],
	read: readSegmentId,
	run: async (id, { appcues }) => ({ ...(await getSegment(appcues, id)) }),
});

import { deleteSegment } from '../../shared/api/endpoints/segments';
import { perItem } from '../../shared/operation/operation';
import { readSegmentId, segmentField } from '../../shared/fields/segment';

export const deleteOperation = perItem({
	value: 'delete',
	name: 'Delete Segment',
	action: 'Delete a segment',
	description: 'Permanently delete a segment. Its users stay in Appcues.',
	fields: [segmentField],
	read: readSegmentId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await deleteSegment(appcues, id);
		return { deleted: true, id };
	},
});

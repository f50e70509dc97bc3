import { deleteSegment } from '../../shared/api/segments';
import { perItem } from '../../shared/node/operation';
import { readSegmentId, segmentField } from '../../shared/node/segmentLocator';

export const deleteOperation = perItem({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a segment',
	description: 'Delete a segment for good; its users stay in Appcues',
	fields: [segmentField],
	read: readSegmentId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await deleteSegment(appcues, id);
		return { deleted: true, id };
	},
});

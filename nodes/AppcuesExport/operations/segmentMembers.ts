import { exportMembers } from '../../shared/api/endpoints/exports';
import type { MembersExport } from '../../shared/api/endpoints/types';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import type { ItemReader } from '../../shared/operation/itemReader';
import { readStringList } from '../../shared/fields/stringList';
import { wholeBatch } from '../../shared/operation/operation';
import { outputFields, readOutput } from '../../shared/exports/outputFields';
import { readSegmentId, segmentField } from '../../shared/fields/segment';
import { readWait, waitField } from '../../shared/fields/wait';
import { EXPORTS } from '../exportKind';
import { exportOptions, readEmail } from '../exportOptions';

const LABEL = 'Property Names';

const optionsField = exportOptions([
	{
		displayName: LABEL,
		name: 'propertyNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. plan, company, signed_up_at',
		description:
			'The user properties to export in addition to the user IDs, comma-separated or as an array',
	},
]);

function readMembersExport(item: ItemReader): Export {
	const id = readSegmentId(item);
	const output = readOutput(item);
	const names = readStringList(item.collection('options').propertyNames, LABEL, item);
	const email = readEmail(item);
	const request: MembersExport = {
		format: output.format,
		...(names.length > 0 && { property_names: names }),
		...(email !== undefined && { email }),
	};
	return {
		start: async (appcues) => await exportMembers(appcues, id, request),
		output,
		format: output.format,
		fileStem: 'appcues-segment-members',
	};
}

export const segmentMembers = wholeBatch({
	value: 'segmentMembers',
	name: 'Export Segment Members',
	action: 'Export the members of a segment',
	description:
		'Export the user IDs of a segment, and user properties. Can take minutes. Each input item starts one export.',
	fields: [segmentField, ...outputFields, waitField, optionsField],
	settings: readWait,
	read: readMembersExport,
	run: runExports(EXPORTS),
});

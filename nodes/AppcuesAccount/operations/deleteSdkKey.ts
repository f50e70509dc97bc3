import { deleteSdkKey as requestDelete } from '../../shared/api/endpoints/sdkKeys';
import { perItem } from '../../shared/operation/operation';
import { readSdkKeyId, sdkKeyIdField } from '../sdkKeyIdField';

export const deleteSdkKey = perItem({
	value: 'deleteSdkKey',
	name: 'Delete SDK Key',
	action: 'Delete an SDK key',
	description:
		'Permanently delete an SDK key. If signatures are enforced, Appcues then refuses users signed with this key.',
	fields: [sdkKeyIdField],
	read: readSdkKeyId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await requestDelete(appcues, id);
		return { deleted: true, id };
	},
});

import { deleteSdkKey as requestDelete } from '../../shared/api/endpoints/sdkKeys';
import { perItem } from '../../shared/operation/operation';
import { readSdkKeyId, sdkKeyIdField } from '../sdkKeyIdField';

export const deleteSdkKey = perItem({
	value: 'deleteSdkKey',
	name: 'Delete SDK Key',
	action: 'Delete an SDK key',
	description:
		'Delete an SDK key for good. Where signatures are enforced, users whom your app signs with it are refused from then on.',
	fields: [sdkKeyIdField],
	read: readSdkKeyId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await requestDelete(appcues, id);
		return { deleted: true, id };
	},
});

import { listSdkKeys } from '../../shared/api/endpoints/sdkKeys';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';

export const getAllSdkKeys = perItem({
	value: 'getAllSdkKeys',
	name: 'Get Many SDK Keys',
	action: 'Get many SDK keys',
	description: 'List the SDK keys of the account. The output can contain the keys themselves.',
	fields: limitFields,
	read: readLimit,
	run: async (limit, { appcues }) => (await listSdkKeys(appcues)).slice(0, limit),
});

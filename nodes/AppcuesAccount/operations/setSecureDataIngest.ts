import { setSdkKeyMode } from '../../shared/api/endpoints/sdkKeys';
import { perItem } from '../../shared/operation/operation';
import { modeFields, readMode } from '../sdkKeyMode';

export const setSecureDataIngest = perItem({
	value: 'setSecureDataIngest',
	name: 'Set SDK Key Secure Data Ingest',
	action: 'Set secure data ingest of an SDK key',
	description:
		'Turn secure data ingest on or off for an SDK key. When on, Appcues refuses data without a valid signature.',
	fields: modeFields('Whether Appcues refuses data without a valid signature'),
	read: readMode,
	sequence: ({ id }) => id,
	run: async ({ id, enabled }, { appcues }) => {
		await setSdkKeyMode(appcues, id, 'secure_data_ingest', enabled);
		return { id, secureDataIngest: enabled };
	},
});

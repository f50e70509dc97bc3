import { setSdkKeyMode } from '../../shared/api/endpoints/sdkKeys';
import { perItem } from '../../shared/operation/operation';
import { modeFields, readMode } from '../sdkKeyMode';

export const setEnforcementMode = perItem({
	value: 'setEnforcementMode',
	name: 'Set SDK Key Enforcement Mode',
	action: 'Set the enforcement mode of an SDK key',
	description:
		'Turn enforcement on or off for an SDK key. When on, Appcues refuses users without a valid signature.',
	fields: modeFields('Whether Appcues refuses users without a valid signature'),
	read: readMode,
	sequence: ({ id }) => id,
	run: async ({ id, enabled }, { appcues }) => {
		await setSdkKeyMode(appcues, id, 'enforcement_mode', enabled);
		return { id, enforcementMode: enabled };
	},
});

import { setSdkKeyMode } from '../../shared/api/endpoints/sdkKeys';
import { perItem } from '../../shared/operation/operation';
import { modeFields, readMode } from '../sdkKeyMode';

export const setEnforcementMode = perItem({
	value: 'setEnforcementMode',
	name: 'Set Enforcement Mode',
	action: 'Set the enforcement mode of an SDK key',
	description:
		'Turn enforcement for an SDK key on or off. While it is on, Appcues refuses users whose ID is not signed rightly.',
	fields: modeFields('Whether Appcues refuses users whose ID is not signed rightly'),
	read: readMode,
	sequence: ({ id }) => id,
	run: async ({ id, enabled }, { appcues }) => {
		await setSdkKeyMode(appcues, id, 'enforcement_mode', enabled);
		return { id, enforcementMode: enabled };
	},
});

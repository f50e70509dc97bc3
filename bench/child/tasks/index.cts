import type { Way } from '../spec.cjs';
import { addUsers } from './addUsers.cjs';
import { downloadExport } from './downloadExport.cjs';
import { importFile } from './importFile.cjs';
import { importProfiles } from './importProfiles.cjs';
import { load } from './load.cjs';
import { updateProfiles } from './updateProfiles.cjs';

/** What can be measured: the task, then who does it. */
export const tasks: Record<string, Record<string, Way>> = {
	addUsers,
	downloadExport,
	importFile,
	importProfiles,
	load,
	updateProfiles,
};

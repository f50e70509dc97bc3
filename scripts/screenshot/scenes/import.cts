import type { Scene } from '../scene.cjs';
import { after, appcues } from './parts.cjs';

export const importProfiles: Scene = {
	name: 'Nightly profiles',
	nodes: [
		...after('Read Accounts', 'postgres', 2.6),
		appcues('Import Profiles', 'appcuesImport', {
			operation: 'profiles',
			userIdField: 'id',
			columns: 'selected',
			selectedColumns: 'plan, seats, last_login',
		}),
	],
	items: {
		of: 'Read Accounts',
		json: [
			{
				id: 'user-ada',
				plan: 'pro',
				seats: 25,
				last_login: '2026-11-22T08:12:00Z',
				notes: 'VIP',
			},
			{ id: 'user-linus', plan: 'free', seats: 3, last_login: '2026-11-20T17:40:00Z', notes: '' },
			{ id: 'user-tim', plan: 'trial', seats: 1, last_login: '2026-11-23T09:05:00Z', notes: '' },
		],
	},
};

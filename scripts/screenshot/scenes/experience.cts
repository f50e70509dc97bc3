import type { Scene } from '../scene.cjs';
import { after, appcues, chosen } from './parts.cjs';

export const experience: Scene = {
	name: 'Banner for an incident',
	nodes: [
		...after('Incident Opened', 'pagerDuty', 1),
		appcues('Show Banner', 'appcuesExperience', {
			operation: 'publish',
			experienceType: 'banners',
			experienceId: chosen('banner-maintenance', 'Maintenance'),
		}),
	],
	items: {
		of: 'Incident Opened',
		json: [{ incident: 4711, title: 'Reports are slow', status: 'triggered', urgency: 'high' }],
	},
};

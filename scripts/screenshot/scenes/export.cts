import type { Scene } from '../scene.cjs';
import { after, appcues, MONDAY } from './parts.cjs';

export const exportEvents: Scene = {
	name: 'Flows completed',
	nodes: [
		...after('Every Monday', 'scheduleTrigger', 1.2),
		appcues('Export Events', 'appcuesExport', {
			operation: 'events',
			timeRange: 'last30Days',
			eventNames: ['appcues:flow_completed'],
		}),
	],
	items: MONDAY,
};

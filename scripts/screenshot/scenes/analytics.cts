import type { Scene } from '../scene.cjs';
import { after, appcues, MONDAY } from './parts.cjs';

export const analytics: Scene = {
	name: 'Users by event',
	nodes: [
		...after('Every Monday', 'scheduleTrigger', 1.2),
		appcues('Users by Event', 'appcuesAnalytics', {
			operation: 'query',
			metrics: ['users', 'events'],
			dimensions: ['name'],
			timeRange: 'last30Days',
			options: { orderBy: 'users desc' },
		}),
	],
	items: MONDAY,
	output: 'table',
};

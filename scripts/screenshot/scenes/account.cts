import type { Scene } from '../scene.cjs';
import { after, appcues, MONDAY } from './parts.cjs';

export const account: Scene = {
	name: 'Tags',
	nodes: [
		...after('Every Monday', 'scheduleTrigger', 1.2),
		appcues('List Tags', 'appcuesAccount', {
			resource: 'tag',
			operation: 'getAllTags',
			returnAll: true,
		}),
	],
	items: MONDAY,
};

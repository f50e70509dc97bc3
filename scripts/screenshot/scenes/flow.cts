import type { Scene } from '../scene.cjs';
import { after, appcues, MONDAY } from './parts.cjs';

export const flow: Scene = {
	name: 'Live flows',
	nodes: [
		...after('Every Monday', 'scheduleTrigger', 1.2),
		appcues('Live Flows', 'appcuesFlow', {
			operation: 'getAll',
			returnAll: true,
			filters: { published: 'true' },
		}),
	],
	items: MONDAY,
};

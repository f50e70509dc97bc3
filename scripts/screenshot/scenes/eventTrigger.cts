import type { Scene } from '../scene.cjs';
import { appcues } from './parts.cjs';

export const eventTrigger: Scene = {
	name: 'Completed flows',
	nodes: [
		appcues('Flow Completed', 'appcuesEventTrigger', {
			eventNames: ['appcues:flow_completed', 'appcues:v2:experience_completed'],
		}),
	],
};

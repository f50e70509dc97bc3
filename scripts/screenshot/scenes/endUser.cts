import type { Scene } from '../scene.cjs';
import { after, appcues, assigned } from './parts.cjs';

export const endUser: Scene = {
	name: 'Plan to Appcues',
	nodes: [
		...after('Subscription Changed', 'stripeTrigger', 1),
		appcues('Update Profile', 'appcuesEndUser', {
			operation: 'update',
			userId: '={{ $json.customer }}',
			attributes: assigned([
				['plan', '={{ $json.plan }}', 'string'],
				['seats', '={{ $json.quantity }}', 'number'],
				['trial', 'false', 'boolean'],
			]),
		}),
	],
	items: {
		of: 'Subscription Changed',
		json: [{ customer: 'user-ada', plan: 'enterprise', quantity: 40, status: 'active' }],
	},
};

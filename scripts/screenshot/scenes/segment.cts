import type { Scene } from '../scene.cjs';
import { after, appcues, chosen } from './parts.cjs';

export const segment: Scene = {
	name: 'Deals to a segment',
	nodes: [
		...after('Deals Opened', 'postgres', 2.6),
		appcues('Add to Segment', 'appcuesSegment', {
			operation: 'addUsers',
			segmentId: chosen('seg-crm-customers', 'Customers from CRM'),
			userIds: '={{ $json.user_id }}',
		}),
	],
	items: {
		of: 'Deals Opened',
		json: [
			{ deal: 'Acme, renewal', stage: 'open', amount: 12000, user_id: 'user-ada' },
			{ deal: 'Globex, 25 seats', stage: 'open', amount: 7400, user_id: 'user-linus' },
			{ deal: 'Initech, trial', stage: 'open', amount: 900, user_id: 'user-tim' },
		],
	},
};

import type { Scene } from '../scene.cjs';
import { after, appcues, assigned } from './parts.cjs';

export const group: Scene = {
	name: 'Contracts to groups',
	nodes: [
		...after('Contracts Signed', 'hubspot', 2.1),
		appcues('Update Group', 'appcuesGroup', {
			operation: 'update',
			groupId: '={{ $json.account }}',
			attributes: assigned([
				['plan', '={{ $json.plan }}', 'string'],
				['seats', '={{ $json.seats }}', 'number'],
				['renews_at', '={{ $json.renewal_date }}', 'string'],
			]),
		}),
	],
	items: {
		of: 'Contracts Signed',
		json: [
			{ account: 'group-acme', plan: 'enterprise', seats: 40, renewal_date: '2027-11-30' },
			{ account: 'group-globex', plan: 'pro', seats: 5, renewal_date: '2027-05-31' },
		],
	},
};

import type { Scene } from '../scene.cjs';
import { after, appcues, chosen } from './parts.cjs';

export const job: Scene = {
	name: 'Pick up a job',
	nodes: [
		...after('Customers', 'postgres', 2.6),
		appcues('Start, Not Waiting', 'appcuesSegment', {
			operation: 'addUsers',
			segmentId: chosen('seg-trial', 'Trial accounts'),
			userIds: '={{ $json.user_id }}',
			waitForCompletion: false,
		}),
		appcues('Wait for the Job', 'appcuesJob', {
			operation: 'wait',
			jobId: '={{ $json.jobId }}',
			options: { timeout: 3600, onTimeout: 'returnJob' },
		}),
	],
	items: { of: 'Customers', json: [{ user_id: 'user-grace' }, { user_id: 'user-tim' }] },
};

import { importOperation } from '../importOperation';
import { eventKeys } from '../items/keyFields';
import { eventRows } from '../items/eventRows';

const AGAIN =
	'Running this again with the same events counts those twice that Appcues has taken already.';

export const events = importOperation(
	{
		value: 'events',
		name: 'Events',
		action: 'Import events',
		description:
			'Record many events of end users at once, from the input items or from a CSV or NDJSON file. Each needs a user ID, a name and a time. Appcues does this as a job. For a single event, User Activity is done at once.',
	},
	{
		kind: 'events',
		keys: eventKeys,
		rows: eventRows,
		merge: false,
		fileColumns: ['user_id', 'name', 'timestamp'],
		rerunAdvice: AGAIN,
		howToCheck: `Look with Get Events of the Appcues End User node, for one of the users, whether the events have arrived. ${AGAIN}`,
	},
);

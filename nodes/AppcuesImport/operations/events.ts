import { importOperation } from '../importOperation';
import { eventKeys } from '../items/keyFields';
import { eventRows } from '../items/eventRows';

const AGAIN =
	'If you run this again, Appcues counts the events that it has already imported twice.';

export const events = importOperation(
	{
		value: 'events',
		name: 'Import Events',
		action: 'Import events',
		description:
			'Import many events from items or a CSV or NDJSON file. Each event needs a user ID, a name and a time.',
	},
	{
		kind: 'events',
		keys: Object.values(eventKeys),
		toRow: eventRows,
		merge: false,
		fileColumns: ['user_id', 'name', 'timestamp'],
		rerunAdvice: AGAIN,
		howToCheck: `To check, run 'Get User Events' of the Appcues End User node for one of the users. ${AGAIN}`,
	},
);

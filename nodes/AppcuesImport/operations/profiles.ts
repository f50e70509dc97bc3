import { importOperation } from '../importOperation';
import { USER_ID } from '../items/keyFields';
import { profileRows } from '../items/profileRows';

const AGAIN = 'You can safely run this again: Appcues merges the same values into the profiles.';

export const profiles = importOperation(
	{
		value: 'profiles',
		name: 'Import Profiles',
		action: 'Import profiles',
		description:
			'Set properties of many users, from items or a CSV or NDJSON file. Keeps all others, and creates unknown users.',
	},
	{
		kind: 'profiles',
		keys: [USER_ID],
		toRow: profileRows(USER_ID),
		merge: true,
		fileColumns: ['user_id'],
		rerunAdvice: AGAIN,
		howToCheck: `To check, run 'Get User' of the Appcues End User node for one of the users. ${AGAIN}`,
	},
);

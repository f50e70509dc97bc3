import { importOperation } from '../importOperation';
import { USER_ID } from '../items/keyFields';
import { profileRows } from '../items/profileRows';

const AGAIN =
	'Running this again does no harm: the same values are merged into the profiles again.';

export const profiles = importOperation(
	{
		value: 'profiles',
		name: 'Profiles',
		action: 'Import profiles',
		description:
			'Set attributes in the profiles of many end users at once, from the input items or from a CSV or NDJSON file. Other attributes stay, unknown users are created. Appcues does this as a job. For a single user, Update of the Appcues End User node is done at once.',
	},
	{
		kind: 'profiles',
		keys: [USER_ID],
		rows: profileRows(USER_ID),
		merge: true,
		fileColumns: ['user_id'],
		rerunAdvice: AGAIN,
		howToCheck: `Get of the Appcues End User node shows whether one of the users has the new values. ${AGAIN}`,
	},
);

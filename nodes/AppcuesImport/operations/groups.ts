import { importOperation } from '../importOperation';
import { GROUP_ID } from '../items/keyFields';
import { profileRows } from '../items/profileRows';

const AGAIN = 'You can safely run this again: Appcues merges the same values into the groups.';

export const groups = importOperation(
	{
		value: 'groups',
		name: 'Import Groups',
		action: 'Import groups',
		description:
			'Set properties of many groups (accounts, companies), from items or a CSV or NDJSON file. Keeps all others.',
	},
	{
		kind: 'groups',
		keys: [GROUP_ID],
		toRow: profileRows(GROUP_ID),
		merge: true,
		fileColumns: ['group_id'],
		rerunAdvice: AGAIN,
		howToCheck: `To check, look in Studio for the new values of one of the groups. ${AGAIN}`,
	},
);

import { importOperation } from '../importOperation';
import { GROUP_ID } from '../items/keyFields';
import { profileRows } from '../items/profileRows';

const AGAIN = 'Running this again does no harm: the same values are merged into the groups again.';

export const groups = importOperation(
	{
		value: 'groups',
		name: 'Groups',
		action: 'Import groups',
		description:
			'Set attributes of many groups (accounts, companies) at once, from the input items or from a CSV or NDJSON file. Other attributes stay. Appcues does this as a job.',
	},
	{
		kind: 'groups',
		keys: [GROUP_ID],
		rows: profileRows(GROUP_ID),
		merge: true,
		fileColumns: ['group_id'],
		rerunAdvice: AGAIN,
		howToCheck: `Look in Studio whether one of the groups has the new values. ${AGAIN}`,
	},
);

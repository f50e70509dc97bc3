import type { ImportKind } from '../../shared/api/types';

/** What a column of a file holds. */
export type Role = 'userId' | 'groupId' | 'eventName' | 'time' | 'attributes' | 'property';

/** The columns that a file of each kind may have besides properties, by Appcues' own names. */
const ROLES: Record<ImportKind, ReadonlyMap<string, Role>> = {
	profiles: new Map([['user_id', 'userId']]),
	groups: new Map([['group_id', 'groupId']]),
	events: new Map([
		['user_id', 'userId'],
		['name', 'eventName'],
		['timestamp', 'time'],
		['attributes', 'attributes'],
		['group_id', 'groupId'],
	]),
};

/** Returns what a column holds, by its name without what can't be seen. */
export const roleOf = (kind: ImportKind, name: string): Role => ROLES[kind].get(name) ?? 'property';

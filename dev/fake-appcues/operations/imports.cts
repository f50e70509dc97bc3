import type { Row } from '../imports/rowKinds.cjs';
import { parseTime } from '../model/time.cjs';
import type { FakePeople } from '../model/people.cjs';
import type { ProfileChange } from '../model/profile.cjs';
import { type Answer, type Call, type Operation, accepted } from './operation.cjs';

type Counts = Record<string, number>;

/** The import operations, by operationId. Their rows were checked while they arrived. */
export const importOperations: Record<string, Operation> = {
	importProfiles: (call) =>
		startImport(call, 'import_profiles', (people, rows) =>
			merged(rows, ({ user_id: id, ...attributes }) => people.mergeUser(String(id), attributes)),
		),

	importGroups: (call) =>
		startImport(call, 'import_groups', (people, rows) =>
			merged(rows, ({ group_id: id, ...attributes }) => people.mergeGroup(String(id), attributes)),
		),

	importEvents: (call) =>
		startImport(call, 'import_events', (people, rows) => {
			for (const row of rows) addEvent(people, row);
			return {};
		}),
};

function startImport(
	{ account, rows }: Call,
	name: string,
	apply: (people: FakePeople, rows: readonly Row[]) => Counts,
): Answer {
	if (!rows) throw new Error('The import has no rows');
	const job = account.startJob(name, () => ({
		received: rows.count,
		...(rows.rows && apply(account.people, rows.rows)),
	}));
	return accepted(job);
}

/** Row by row, so that the later of two rows for the same key wins. */
function merged(rows: readonly Row[], merge: (row: Row) => ProfileChange): Counts {
	const counts = { created: 0, updated: 0, ignored_values: 0 };
	for (const row of rows) {
		const { created, ignored } = merge(row);
		counts[created ? 'created' : 'updated'] += 1;
		counts.ignored_values += ignored;
	}
	return counts;
}

function addEvent(people: FakePeople, row: Row): void {
	const { user_id: userId, name, timestamp, attributes, group_id: groupId } = row;
	people.addEvent({
		userId: String(userId),
		name: String(name),
		at: parseTime(timestamp) ?? NaN,
		attributes: { ...(attributes as object | undefined) },
		...(groupId !== undefined && { groupId: String(groupId) }),
	});
}

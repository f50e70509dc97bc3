import type { INodeProperties } from 'n8n-workflow';

import type { MembershipChange } from '../shared/api/endpoints/segments';
import { changeMembers } from '../shared/api/endpoints/segments';
import type { UserChange } from '../shared/users/membership';
import { sendUsers } from '../shared/users/membership';
import type { ItemReader } from '../shared/operation/itemReader';
import type { BatchResult, FromItem, RunContext } from '../shared/operation/operation';
import { readSegmentId, segmentField } from '../shared/fields/segment';
import type { TargetedUsers } from '../shared/users/userIds';
import { readUsers } from '../shared/users/userIds';
import type { UsersSettings } from '../shared/users/fields';
import { returnOption, usersFields } from '../shared/users/fields';

/** What 'Add Users to Segment' and 'Remove Users From Segment' share: the parameters, and the way from items to jobs. */

export const membershipFields: INodeProperties[] = [segmentField, ...usersFields([returnOption()])];

/** Reads the segment and the users of an item. @param change emails get a hint only if users are added */
export const readMembers = (item: ItemReader, change: MembershipChange): TargetedUsers =>
	readUsers(readSegmentId(item), item, change === 'add_user_ids');

/** Sends the users of all items, grouped by segment, each user once, and waits for the jobs. */
export async function changeMembership(
	change: MembershipChange,
	wording: Pick<UserChange, 'rerunAdvice'>,
	inputs: Array<FromItem<TargetedUsers>>,
	settings: UsersSettings,
	context: RunContext,
): Promise<BatchResult[]> {
	const send: UserChange['send'] = async (id, body) =>
		await changeMembers(context.appcues, id, change, body);
	return await sendUsers({ target: 'segmentId', ...wording, send }, inputs, settings, context);
}

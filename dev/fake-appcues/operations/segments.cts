import type { FakeSegment, MembershipCounts } from '../model/segment.cjs';
import {
	type Answer,
	type Call,
	OK,
	type Operation,
	accepted,
	checkedBody,
	found,
	mustExist,
} from './operation.cjs';

interface SegmentUpdate {
	name?: string;
	description?: string;
}

interface SegmentCreate extends SegmentUpdate {
	name: string;
}

interface UserIds {
	user_ids: string[];
}

/** The segment operations, by operationId. */
export const segmentOperations: Record<string, Operation> = {
	listSegments: ({ account }) =>
		found([...account.segments.values()].map((segment) => segment.toJson())),

	createSegment: (call) => ({
		status: 201,
		body: call.account.createSegment(checkedBody<SegmentCreate>(call)).toJson(),
	}),

	getSegment: (call) => found(segmentOf(call).toJson()),

	updateSegment: (call) => {
		const segment = segmentOf(call);
		segment.update(checkedBody<SegmentUpdate>(call), call.now);
		return found(segment.toJson());
	},

	deleteSegment: (call) => {
		call.account.deleteSegment(segmentOf(call).id);
		return OK;
	},

	addUsersToSegment: (call) =>
		startMembershipJob(call, 'add_user_ids', (segment, userIds) => segment.addUsers(userIds)),

	removeUsersFromSegment: (call) =>
		startMembershipJob(call, 'remove_user_ids', (segment, userIds) => segment.removeUsers(userIds)),
};

function segmentOf({ account, param }: Call): FakeSegment {
	return mustExist(account.segments.get(param('segment_id')), 'segment');
}

function startMembershipJob(
	call: Call,
	name: string,
	change: (segment: FakeSegment, userIds: string[]) => MembershipCounts,
): Answer {
	const { id } = segmentOf(call);
	const { user_ids: userIds } = checkedBody<UserIds>(call);
	const job = call.account.startJob(name, () => {
		// Looked up again, because it may be deleted by the time the job is due.
		const segment = call.account.segments.get(id);
		if (!segment) throw new Error('segment not found');
		return change(segment, userIds);
	});
	return accepted(job);
}

import { path } from '../../../nodes/shared/api/path';
import { isSuccess, told } from '../answer.cjs';
import { type Assumption, NotTried, judge } from '../assumption.cjs';
import { isUnknown } from '../cleanUp.cjs';
import { type Observation, once } from '../observation.cjs';
import { segmentDeleted, segmentId } from '../observations/segment.cjs';
import { type Submitted, completedJob, judgeJob, submit } from '../observations/submitted.cjs';
import { getProfile, madeUser } from '../observations/user.cjs';

const userDeleted: Observation<Submitted> = once(async (context) => {
	const at = path`/users/${await madeUser(context)}/profile`;
	return await submit(context, { method: 'DELETE', path: at }, true);
});

/** The end of the throw-away segment and the throw-away user. */
export const removals: Assumption[] = [
	{
		id: 'segment-delete',
		title: 'DELETE /segments/{id} deletes a segment at once',
		expected: '200 or 204',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		look: async (context) => {
			const answer = await segmentDeleted(context);
			return judge([200, 204].includes(answer.status), told(answer));
		},
	},
	{
		id: 'segment-delete-again',
		title: 'Deleting a segment that is gone',
		expected: '404',
		grade: '?',
		copes: 'on a retry, 404 counts as deleted',
		file: 'nodes/shared/api/client.ts',
		needs: 'write',
		look: async (context) => {
			const before = await segmentDeleted(context);
			if (!isSuccess(before)) throw new NotTried(`it was not deleted: ${told(before)}`);
			const at = path`/segments/${await segmentId(context)}`;
			const answer = await context.api.send({ method: 'DELETE', path: at });
			return judge(answer.status === 404, told(answer));
		},
	},
	{
		id: 'user-delete',
		title: 'DELETE /users/{id}/profile starts a job that completes',
		expected: '202 with a job_id; the job ends as COMPLETED',
		grade: 'C',
		file: 'nodes/AppcuesEndUser/operations/delete.ts',
		needs: 'write',
		look: async (context) => judgeJob(await userDeleted(context)),
	},
	{
		id: 'user-deleted',
		title: 'Once that job is done the user is unknown',
		expected: '404, or 200 with an empty object',
		grade: '?',
		copes: 'the node goes by the job, not by the profile',
		file: 'nodes/AppcuesEndUser/operations/delete.ts',
		needs: 'write',
		look: async (context) => {
			completedJob(await userDeleted(context));
			const answer = await getProfile(context, context.names.user);
			return judge(isUnknown(answer), told(answer));
		},
	},
];

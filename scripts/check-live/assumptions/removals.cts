import { path } from '../../../nodes/shared/api/path';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { isUnknown } from '../cleanUp.cjs';
import { type Observation, once } from '../observation.cjs';
import { segmentDeleted, segmentId } from '../observations/segment.cjs';
import { type Submitted, completedJob, checkJob, submit } from '../observations/submitted.cjs';
import { getProfile, madeUser } from '../observations/user.cjs';

const userDeleted: Observation<Submitted> = once(async (context) => {
	const at = path`/users/${await madeUser(context)}/profile`;
	return await submit(context, { method: 'DELETE', path: at }, true);
});

/** The removal of the throw-away segment and the throw-away user. */
export const removals: Assumption[] = [
	{
		id: 'segment-delete',
		title: 'DELETE /segments/{id} deletes a segment immediately',
		expected: '200 or 204',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/segments.ts',
		needs: 'write',
		check: async (context) => {
			const answer = await segmentDeleted(context);
			return verdict([200, 204].includes(answer.status), describeAnswer(answer));
		},
	},
	{
		id: 'segment-delete-again',
		title: 'Deleting a segment that no longer exists',
		expected: '404',
		grade: '?',
		copes: 'on a retry, 404 counts as deleted',
		file: 'nodes/shared/api/client.ts',
		needs: 'write',
		check: async (context) => {
			const before = await segmentDeleted(context);
			if (!isSuccess(before)) throw new NotChecked(`it was not deleted: ${describeAnswer(before)}`);
			const at = path`/segments/${await segmentId(context)}`;
			const answer = await context.api.send({ method: 'DELETE', path: at });
			return verdict(answer.status === 404, describeAnswer(answer));
		},
	},
	{
		id: 'user-delete',
		title: 'DELETE /users/{id}/profile starts a job that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'C',
		file: 'nodes/AppcuesEndUser/operations/delete.ts',
		needs: 'write',
		check: async (context) => checkJob(await userDeleted(context)),
	},
	{
		id: 'user-deleted',
		title: 'Once that job is finished, the user is unknown',
		expected: '404, or 200 with an empty object',
		grade: '?',
		copes: 'the node relies on the job, not on the profile',
		file: 'nodes/AppcuesEndUser/operations/delete.ts',
		needs: 'write',
		check: async (context) => {
			completedJob(await userDeleted(context));
			const answer = await getProfile(context, context.names.user);
			return verdict(isUnknown(answer), describeAnswer(answer));
		},
	},
];

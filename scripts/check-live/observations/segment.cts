import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import type { SegmentId } from '../../../nodes/shared/api/endpoints/types';
import { type Answer, describeAnswer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { type Submitted, submit } from './submitted.cjs';
import { madeUser } from './user.cjs';

/** Creates the throw-away segment. */
export const segmentMade: Observation<Answer> = once(async ({ api, names, created }) => {
	created.segmentRequested = true;
	const json = {
		name: names.segment,
		description: 'Created by the live check of n8n-nodes-appcues',
	};
	const answer = await api.send({ method: 'POST', path: path`/segments`, json });
	if (isObject(answer.body) && typeof answer.body.id === 'string')
		created.segments.add(answer.body.id);
	return answer;
});

/** Returns the throw-away segment's ID. @throws {NotChecked} when it couldn't be created, or its ID is unknown */
export async function segmentId(context: Context): Promise<SegmentId> {
	const answer = await segmentMade(context);
	const [id] = context.created.segments;
	if (id === undefined)
		throw new NotChecked(`there is no throw-away segment: ${describeAnswer(answer)}`);
	return id;
}

/** Changes the throw-away segment once: its description, without the name. */
export const segmentChanged: Observation<Answer> = once(async (context) => {
	const id = await segmentId(context);
	const json = { description: 'Changed by the live check of n8n-nodes-appcues' };
	return await context.api.send({ method: 'PATCH', path: path`/segments/${id}`, json });
});

/** Adds the throw-away user to the segment. */
export const memberAdded: Observation<Submitted> = once(async (context) => {
	const id = await segmentId(context);
	const json = { user_ids: [await madeUser(context)] };
	return await submit(
		context,
		{ method: 'POST', path: path`/segments/${id}/add_user_ids`, json },
		true,
	);
});

/** Exports the members, with one of their properties. */
export const membersExport: Observation<Submitted> = once(async (context) => {
	const id = await segmentId(context);
	await memberAdded(context);
	const json = { format: 'json', property_names: ['n8n_check_digits'] };
	const at = path`/segments/${id}/segment_membership_export`;
	return await submit(context, { method: 'POST', path: at, json }, false);
});

/** Removes the throw-away user from the segment. */
export const memberRemoved: Observation<Submitted> = once(async (context) => {
	const id = await segmentId(context);
	await membersExport(context).catch(() => undefined);
	const json = { user_ids: [await madeUser(context)] };
	return await submit(
		context,
		{ method: 'POST', path: path`/segments/${id}/remove_user_ids`, json },
		true,
	);
});

/** Deletes the throw-away segment, after all other checks. */
export const segmentDeleted: Observation<Answer> = once(async (context) => {
	const id = await segmentId(context);
	return await context.api.send({ method: 'DELETE', path: path`/segments/${id}` });
});

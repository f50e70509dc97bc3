import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Segment, SegmentFields, SegmentId, UserId } from './types';

/** The segment endpoints of the Appcues Public API v2 (docs/appcues-openapi.yaml, tag Segments). */

const isSegment = (value: unknown): value is Segment =>
	isObject(value) && typeof value.id === 'string' && value.id !== '';

const named = (id: SegmentId) => ({ subject: `segment with the ID "${id}"` });

/** GET /segments: returns all of them, because Appcues has no pages. */
export async function listSegments(appcues: AppcuesClient): Promise<Segment[]> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/segments`,
		idempotent: true,
	});
	return expectList(response, isSegment, 'segments');
}

/** GET /segments/{id} */
export async function getSegment(appcues: AppcuesClient, id: SegmentId): Promise<Segment> {
	const context = named(id);
	const response = await appcues.request({
		method: 'GET',
		path: path`/segments/${id}`,
		idempotent: true,
		...context,
	});
	return expectBody(response, isSegment, 'a segment', context);
}

/** POST /segments. A second request would create another segment. */
export async function createSegment(
	appcues: AppcuesClient,
	fields: SegmentFields & { name: string },
): Promise<Segment | SegmentFields> {
	const context = {
		howToCheck: `Before you run the node again, check in Studio or with Get Many Segments whether the segment "${fields.name}" exists.`,
	};
	const response = await appcues.request({
		method: 'POST',
		path: path`/segments`,
		json: fields,
		idempotent: false,
		...context,
	});
	return response.body === undefined
		? fields
		: expectBody(response, isSegment, 'a segment', context);
}

/** PATCH /segments/{id}: replaces the given fields. */
export async function updateSegment(
	appcues: AppcuesClient,
	id: SegmentId,
	fields: SegmentFields,
): Promise<Segment | (SegmentFields & { id: SegmentId })> {
	const response = await appcues.request({
		method: 'PATCH',
		path: path`/segments/${id}`,
		json: fields,
		idempotent: true,
		...named(id),
	});
	// Appcues returns the segment, or only a confirmation ({status, title}).
	return isSegment(response.body) ? response.body : { id, ...fields };
}

/** DELETE /segments/{id}. A 404 on a retry means that the first request deleted it. */
export async function deleteSegment(appcues: AppcuesClient, id: SegmentId): Promise<void> {
	await appcues.request({
		method: 'DELETE',
		path: path`/segments/${id}`,
		idempotent: true,
		notFoundMeansDeleted: true,
		...named(id),
	});
}

/** Whether users are added or removed. */
export type MembershipChange = 'add_user_ids' | 'remove_user_ids';

/** POST /segments/{id}/add_user_ids or /remove_user_ids. Adding or removing a user again changes nothing. */
export async function changeMembers(
	appcues: AppcuesClient,
	id: SegmentId,
	change: MembershipChange,
	body: { user_ids: UserId[] },
): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path:
			change === 'add_user_ids'
				? path`/segments/${id}/add_user_ids`
				: path`/segments/${id}/remove_user_ids`,
		json: body,
		idempotent: true,
		timeoutMs: 120_000,
		...named(id),
	});
}

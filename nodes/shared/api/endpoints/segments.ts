import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Segment, SegmentFields, SegmentId, UserId } from './types';

/** The segment endpoints of the Appcues Public API v2 (docs/appcues-openapi.yaml, tag Segments). */

const isSegment = (value: unknown): value is Segment =>
	isObject(value) && typeof value.id === 'string' && value.id !== '';

const named = (id: SegmentId) => ({ subject: `segment with the ID "${id}"` });

/** GET /segments: all of them, as Appcues does not page. */
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

/** POST /segments. A repeat would make a second segment, so it is sent again only when provably not taken. */
export async function createSegment(
	appcues: AppcuesClient,
	fields: SegmentFields & { name: string },
): Promise<Segment | SegmentFields> {
	const context = {
		howToCheck: `Look in Studio, or with Get Many, whether the segment "${fields.name}" exists before you run this again.`,
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

/** PATCH /segments/{id}: the fields that are given replace the old ones. */
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
	// Appcues answers with the segment; an acknowledgement without it ({status, title}) is as good.
	return isSegment(response.body) ? response.body : { id, ...fields };
}

/** DELETE /segments/{id}. Not found on a repeat means that the first request did it. */
export async function deleteSegment(appcues: AppcuesClient, id: SegmentId): Promise<void> {
	await appcues.request({
		method: 'DELETE',
		path: path`/segments/${id}`,
		idempotent: true,
		notFoundMeansDeleted: true,
		...named(id),
	});
}

/** Which way a membership changes. */
export type MembershipChange = 'add_user_ids' | 'remove_user_ids';

/**
 * POST /segments/{id}/add_user_ids or /remove_user_ids. Set-like: adding or removing twice changes nothing more.
 */
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

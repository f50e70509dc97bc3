import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Attributes, UserEvent, UserId } from './types';

/** The endpoints of one end user (docs/appcues-openapi.yaml, tag End Users). */

const named = (id: UserId) => ({ subject: `user with the ID "${id}"` });

const isProfile = (value: unknown): value is IDataObject => isObject(value);

const isUserEvent = (value: unknown): value is UserEvent => isObject(value);

/** GET /users/{id}/profile: returns a flat object, empty for an unknown user. */
export async function getProfile(appcues: AppcuesClient, id: UserId): Promise<IDataObject> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/users/${id}/profile`,
		idempotent: true,
		...named(id),
	});
	return expectBody(response, isProfile, 'a profile');
}

/** PATCH /users/{id}/profile: merges properties into the profile. Appcues creates an unknown user. */
export async function updateProfile(
	appcues: AppcuesClient,
	id: UserId,
	attributes: Attributes,
): Promise<void> {
	await appcues.request({
		method: 'PATCH',
		path: path`/users/${id}/profile`,
		json: attributes,
		idempotent: true,
		...named(id),
	});
}

/** DELETE /users/{id}/profile: starts a job. A 404 on a retry means that the first request deleted it. */
export async function deleteProfile(appcues: AppcuesClient, id: UserId): Promise<ApiResponse> {
	return await appcues.request({
		method: 'DELETE',
		path: path`/users/${id}/profile`,
		idempotent: true,
		notFoundMeansDeleted: true,
		...named(id),
	});
}

/**
 * GET /users/{id}/events: returns the most recent events.
 *
 * @param limit how many events to request
 * @param timeZone of the timestamps; UTC by default
 */
export async function getUserEvents(
	appcues: AppcuesClient,
	id: UserId,
	limit: number,
	timeZone?: string,
): Promise<UserEvent[]> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/users/${id}/events`,
		query: { limit: String(limit), ...(timeZone && { time_zone: timeZone }) },
		idempotent: true,
		...named(id),
	});
	return expectList(response, isUserEvent, 'events');
}

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../util/isObject';
import { expectBody } from '../responses';
import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Attributes, GroupId, UserId } from './types';

/** The endpoints of one group of users, such as a customer account (docs/appcues-openapi.yaml, tag Groups). */

const named = (id: GroupId) => ({ subject: `group with the ID "${id}"` });

const isProfile = (value: unknown): value is IDataObject => isObject(value);

/** GET /groups/{id}/profile: returns a flat object, empty for an unknown group. */
export async function getGroupProfile(appcues: AppcuesClient, id: GroupId): Promise<IDataObject> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/groups/${id}/profile`,
		idempotent: true,
		...named(id),
	});
	return expectBody(response, isProfile, 'a profile');
}

/** PATCH /groups/{id}/profile: merges properties into the profile. */
export async function updateGroupProfile(
	appcues: AppcuesClient,
	id: GroupId,
	attributes: Attributes,
): Promise<void> {
	await appcues.request({
		method: 'PATCH',
		path: path`/groups/${id}/profile`,
		json: attributes,
		idempotent: true,
		...named(id),
	});
}

/** POST /groups/{id}/users: adds users, immediately or as a job. Adding a user again changes nothing. */
export async function addToGroup(
	appcues: AppcuesClient,
	id: GroupId,
	body: { user_ids: UserId[] },
): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/groups/${id}/users`,
		json: body,
		idempotent: true,
		timeoutMs: 120_000,
		...named(id),
	});
}

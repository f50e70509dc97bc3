import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Activity, ImportKind, UserId } from './types';

/**
 * The endpoints that import data (docs/appcues-openapi.yaml, tag Imports). None is idempotent: an event that is sent
 * twice counts twice.
 */

/** In characters. Appcues documents this limit for its v1 API and none for v2. */
export const EVENT_NAME_LENGTH = 127;

/** POST /users/{id}/events: tracks one event of one user. Targeting sees it immediately. */
export async function importActivity(
	appcues: AppcuesClient,
	id: UserId,
	activity: Activity,
): Promise<void> {
	await appcues.request({
		method: 'POST',
		path: path`/users/${id}/events`,
		json: activity,
		idempotent: false,
		subject: `user with the ID "${id}"`,
		howToCheck: `Before you run the node again, check with Get User Events of the Appcues End User node whether the user has the event "${activity.name}" at ${activity.timestamp}. A second one would count twice.`,
	});
}

/** The body of an import request, and its content type. */
interface ImportContent {
	type: string;
	data: string | Buffer;
}

/**
 * POST /import/profiles, /import/events or /import/groups: starts a job.
 *
 * @param content NDJSON, or a CSV as multipart upload
 * @param howToCheck what to do if nobody knows whether Appcues accepted it
 */
export async function importRows(
	appcues: AppcuesClient,
	kind: ImportKind,
	content: ImportContent,
	howToCheck: string,
): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/import/${kind}`,
		content,
		idempotent: false,
		timeoutMs: 120_000,
		howToCheck,
	});
}

import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { Activity, ImportKind, UserId } from './types';

/**
 * The endpoints that take data in (docs/appcues-openapi.yaml, tag Imports). None is repeated blindly: an event that
 * comes twice counts twice.
 */

/** In characters. Appcues names this limit for its v1 API; the v2 pages name none. */
export const EVENT_NAME_LENGTH = 127;

/** POST /users/{id}/events: one event of one user, usable for targeting at once. */
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
		howToCheck: `Look whether "${activity.name}" of ${activity.timestamp} is among the user's events, with Get Events of the Appcues End User node, before you run this again: a second time it would count twice.`,
	});
}

/** The body of an import request, and how Appcues is told what it is. */
interface ImportContent {
	type: string;
	data: string | Buffer;
}

/**
 * POST /import/profiles, /import/events or /import/groups: a job.
 *
 * @param content NDJSON, or a CSV as multipart upload
 * @param howToCheck what to do when it is not known whether Appcues took it
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

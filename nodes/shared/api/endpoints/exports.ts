import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { EventsExport, MembersExport, SegmentId } from './types';

/** The endpoints that start an export job (docs/appcues-openapi.yaml, tag Exports). */

/** What happens if the node runs again, for messages. */
export const EXPORT_RERUN_ADVICE =
	"Running the node again starts another export, and sends another email if 'Email' is set. It changes no data.";

const HOW_TO_CHECK = `To check whether an export was started, list the jobs with Get Many Jobs of the Appcues Job node. ${EXPORT_RERUN_ADVICE}`;

/** POST /export/events: starts a job. A second request would start another one. */
export async function exportEvents(
	appcues: AppcuesClient,
	request: EventsExport,
): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/export/events`,
		json: request,
		idempotent: false,
		howToCheck: HOW_TO_CHECK,
	});
}

/**
 * POST /segments/{id}/segment_membership_export, for the user IDs only. Nobody gets an email, so a second job changes
 * nothing.
 */
export async function exportMemberIds(appcues: AppcuesClient, id: SegmentId): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/segments/${id}/segment_membership_export`,
		json: { format: 'json' },
		idempotent: true,
		subject: `segment with the ID "${id}"`,
	});
}

/** POST /segments/{id}/segment_membership_export: starts a job, like {@link exportEvents}. */
export async function exportMembers(
	appcues: AppcuesClient,
	id: SegmentId,
	request: MembersExport,
): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/segments/${id}/segment_membership_export`,
		json: request,
		idempotent: false,
		howToCheck: HOW_TO_CHECK,
		subject: `segment with the ID "${id}"`,
	});
}

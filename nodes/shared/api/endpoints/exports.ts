import type { ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import type { EventsExport, MembersExport, SegmentId } from './types';

/** The endpoints that start an export job (docs/appcues-openapi.yaml, tag Exports). */

/** What running the node again would mean, for messages. */
export const EXPORT_RERUN_ADVICE =
	"Running this again starts another export of its own, and where 'Email' is filled in sends another e-mail. No data is changed by it.";

const HOW_TO_CHECK = `Appcues' list of jobs (Get Many of the Appcues Job node) shows whether an export was started just now. ${EXPORT_RERUN_ADVICE}`;

/** POST /export/events. A repeat would start a second job, so it is sent again only when provably not taken. */
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

/** POST /segments/{id}/segment_membership_export. Like {@link exportEvents}, it is not repeated blindly. */
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

import type { ApiPath } from '../../nodes/shared/api/path';
import type { JobId, SegmentId, UserId } from '../../nodes/shared/api/endpoints/types';

/** What a run has created, or may have created. Added before the request is sent that creates it. */
export class CreatedThings {
	/** Whether creating the segment was requested. Without a response its ID is unknown. */
	segmentRequested = false;

	readonly segments = new Set<SegmentId>();

	readonly users = new Set<UserId>();

	/** Jobs that may still change something, with the path for their status. */
	readonly openJobs = new Map<JobId, ApiPath>();

	/** What Appcues can't remove, in words. */
	readonly kept = new Set<string>();

	get isEmpty(): boolean {
		return !this.segmentRequested && this.users.size === 0 && this.kept.size === 0;
	}
}

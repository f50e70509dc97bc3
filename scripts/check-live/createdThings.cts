import type { ApiPath } from '../../nodes/shared/api/path';
import type { JobId, SegmentId, UserId } from '../../nodes/shared/api/endpoints/types';

/** What a run has made, or may have made: noted before the request goes out that makes it. */
export class CreatedThings {
	/** Whether the segment was asked for: without an answer its ID is not known. */
	segmentRequested = false;

	readonly segments = new Set<SegmentId>();

	readonly users = new Set<UserId>();

	/** Jobs that may still change something, with where to look at them. */
	readonly openJobs = new Map<JobId, ApiPath>();

	/** What Appcues has no way to remove, in words. */
	readonly kept = new Set<string>();

	get isEmpty(): boolean {
		return !this.segmentRequested && this.users.size === 0 && this.kept.size === 0;
	}
}

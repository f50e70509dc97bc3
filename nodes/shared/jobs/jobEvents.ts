import { isObject } from '../api/answers';
import type { Job, JobEvent } from '../api/types';

/** A job's progress log, as far as it is one: what exactly stands there is known only in part. */
export function jobEvents(job: Job | undefined): JobEvent[] {
	const events: unknown = job?.events;
	return Array.isArray(events) ? events.filter(isObject) : [];
}

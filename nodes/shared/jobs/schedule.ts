/**
 * How long to wait before the next look at a job.
 *
 * The pause starts at the poll interval and grows with the time that has passed, so that a finished job is noticed
 * soon by its own measure: a quarter of its duration and half an interval late at most, or one whole interval.
 * A job of ten minutes is looked at some 24 times with the default of two seconds.
 *
 * @param waitedMs how long the job has been waited for
 * @param intervalMs the poll interval
 * @param leftMs the time until the deadline, where the last look happens
 */
export function nextPauseMs(waitedMs: number, intervalMs: number, leftMs: number): number {
	return Math.min(Math.max(intervalMs, waitedMs / 4 + intervalMs / 2), leftMs);
}

/**
 * How long to wait before the next look at a job.
 *
 * The first pause is the poll interval. From then on the pauses grow with the time that has passed, from three quarters
 * of the interval, so that a finished job is noticed late by a quarter of its duration and half an interval at most.
 * A job of ten minutes is looked at some 25 times with the default of two seconds.
 *
 * @param waitedMs how long the job has been waited for
 * @param intervalMs the poll interval
 * @param leftMs the time until the deadline, where the last look happens
 */
export function nextPauseMs(waitedMs: number, intervalMs: number, leftMs: number): number {
	const pause = waitedMs < intervalMs ? intervalMs : waitedMs / 4 + intervalMs / 2;
	return Math.min(pause, leftMs);
}

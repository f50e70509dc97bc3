import { sampled, type Sample } from './sample.cjs';
import type { Counts, Spec } from './spec.cjs';
import { tasks } from './tasks/index.cjs';

/** What a child process prints. */
export type Measured = Sample & { counts: Counts };

/** Prepares what the spec names and measures it once. */
export async function measure(spec: Spec): Promise<Measured> {
	const way = tasks[spec.task]?.[spec.way];
	if (!way) throw new Error(`Unknown measurement: ${spec.task} by ${spec.way}`);
	const work = await way(spec);
	const { result: counts, ...sample } = await sampled(work);
	return { ...sample, counts };
}

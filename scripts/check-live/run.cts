import { type Assumption, Interrupted, NotTried, type Sighting, judge } from './assumption.cjs';
import type { Context } from './context.cjs';

/** An assumption and what was seen. */
export interface Result extends Sighting, Omit<Assumption, 'look'> {}

export interface RunPlan {
	assumptions: readonly Assumption[];
	/** The needs that may be met. */
	allowed: ReadonlySet<string>;
	/** Cleans what is going to be shown. */
	scrub(text: string): string;
	/** Hears of each result at once. */
	tell(result: Result): void;
}

/** Looks at one assumption after the other. Ends early, with what was seen so far, when it is interrupted. */
export async function run(context: Context, plan: RunPlan): Promise<Result[]> {
	const results: Result[] = [];
	for (const assumption of plan.assumptions) {
		const sighting = await lookAt(assumption, context, plan.allowed);
		if (!sighting) return results;
		const { look: _look, ...facts } = assumption;
		const result = { ...facts, ...sighting, seen: plan.scrub(sighting.seen) };
		results.push(result);
		plan.tell(result);
	}
	return results;
}

/** @returns undefined when it was interrupted */
async function lookAt(
	{ needs, look }: Assumption,
	context: Context,
	allowed: ReadonlySet<string>,
): Promise<Sighting | undefined> {
	if (needs && !allowed.has(needs)) return { kind: 'notTried', seen: `needs --${needs}` };
	try {
		return await look(context);
	} catch (error) {
		if (error instanceof Interrupted) return undefined;
		if (error instanceof NotTried) return { kind: 'notTried', seen: error.message };
		// What is odd enough to break a look is no reason to leave the others out.
		return judge(false, `the check could not make sense of it: ${String(error)}`);
	}
}

import { type Assumption, Interrupted, NotChecked, type Verdict, verdict } from './assumption.cjs';
import type { Context } from './context.cjs';

/** An assumption and what was seen. */
export interface Result extends Verdict, Omit<Assumption, 'check'> {}

export interface RunPlan {
	assumptions: readonly Assumption[];
	/** The needs that may be met. */
	allowed: ReadonlySet<string>;
	/** Cleans what is going to be shown. */
	scrub(text: string): string;
	/** Hears of each result at once. */
	report(result: Result): void;
}

/** Looks at one assumption after the other. Ends early, with what was seen so far, when it is interrupted. */
export async function run(context: Context, plan: RunPlan): Promise<Result[]> {
	const results: Result[] = [];
	for (const assumption of plan.assumptions) {
		const verdict = await checkAssumption(assumption, context, plan.allowed);
		if (!verdict) return results;
		const { check, ...facts } = assumption;
		const result = { ...facts, ...verdict, seen: plan.scrub(verdict.seen) };
		results.push(result);
		plan.report(result);
	}
	return results;
}

/** @returns undefined when it was interrupted */
async function checkAssumption(
	{ needs, check }: Assumption,
	context: Context,
	allowed: ReadonlySet<string>,
): Promise<Verdict | undefined> {
	if (needs && !allowed.has(needs)) return { kind: 'notChecked', seen: `needs --${needs}` };
	try {
		return await check(context);
	} catch (error) {
		if (error instanceof Interrupted) return undefined;
		if (error instanceof NotChecked) return { kind: 'notChecked', seen: error.message };
		// What is odd enough to break a look is no reason to leave the others out.
		return verdict(false, `the check could not make sense of it: ${String(error)}`);
	}
}

import { type Assumption, Interrupted, NotChecked, type Verdict, verdict } from './assumption.cjs';
import type { Context } from './context.cjs';

/** An assumption and what was seen. */
export interface Result extends Verdict, Omit<Assumption, 'check'> {}

export interface RunPlan {
	assumptions: readonly Assumption[];
	/** The needs that are allowed. */
	allowed: ReadonlySet<string>;
	/** Removes secrets from text that is shown. */
	scrub(text: string): string;
	/** Called with each result immediately. */
	report(result: Result): void;
}

/** Checks one assumption after the other. When it is interrupted, it returns the results so far. */
export async function run(context: Context, plan: RunPlan): Promise<Result[]> {
	const results: Result[] = [];
	for (const assumption of plan.assumptions) {
		const verdict = await checkAssumption(assumption, context, plan.allowed);
		if (!verdict) return results;
		const { check: _check, ...facts } = assumption;
		const result = { ...facts, ...verdict, seen: plan.scrub(verdict.seen) };
		results.push(result);
		plan.report(result);
	}
	return results;
}

/** Checks an assumption. @returns undefined when it was interrupted */
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
		// A response that breaks one check must not prevent the others.
		return verdict(false, `the check failed: ${String(error)}`);
	}
}

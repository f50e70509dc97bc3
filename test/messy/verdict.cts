import type { Outcome } from '../../dev/engine/engine.cjs';
import type { Arrived, Meant, Part } from './record.cjs';

/** The result for messy data. `docs/reliability.md` explains each. `silent` never happens. */
export type Verdict = 'as meant' | 'fixed, hint' | 'refused' | 'hint' | 'silent';

/**
 * Returns the verdict on a record.
 *
 * @param meant undefined if what the user means is unclear
 */
export function verdictOf(
	run: Outcome,
	arrived: readonly Arrived[],
	meant: Partial<Meant> | undefined,
	parts: readonly Part[],
): Verdict {
	if (run.error) {
		const isExplained = run.error.message !== '' && run.error.description !== '';
		return arrived.length === 0 && isExplained ? 'refused' : 'silent';
	}
	const isAsMeant = meant !== undefined && parts.every((part) => isSame(arrived, part, meant));
	if (run.hints.length > 0) return isAsMeant ? 'fixed, hint' : 'hint';
	return isAsMeant ? 'as meant' : 'silent';
}

function isSame(arrived: readonly Arrived[], part: Part, meant: Partial<Meant>): boolean {
	const [first, ...others] = arrived;
	if (first === undefined || others.length > 0) return false;
	const [given, wanted] = [first[part], meant[part]];
	if (part !== 'time') return given === wanted;
	const unit = isWholeSeconds(given) ? 1000 : 1;
	const at = (time: unknown) => Math.ceil(Date.parse(String(time)) / unit);
	return at(given) === at(wanted);
}

/** Appcues' analytics take times without a fraction, rounded up. */
const isWholeSeconds = (time: unknown) => /T\d\d:\d\d:\d\dZ$/.test(String(time));

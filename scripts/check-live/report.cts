import type { CleanUp } from './cleanUp.cjs';
import type { Result } from './run.cjs';

/** The result of a run. */
export interface Report {
	/** `https://api.appcues.com/v2/accounts/12345` */
	account: string;
	/** The flags that allowed more than reading. */
	allowed: string[];
	results: Result[];
	cleanUp: CleanUp;
	/** Whether it was stopped before everything was checked. */
	interrupted: boolean;
}

const SIGN = { holds: '✓', differs: '✗', notChecked: '–' };

/** Returns the line for one assumption, shown while the check runs. */
export function line({ kind, grade, id, title, seen }: Result): string {
	return `${SIGN[kind]} ${grade}  ${id}: ${title}\n     ${kind === 'notChecked' ? 'not checked' : 'seen'}: ${seen}`;
}

/** Returns the end of the report: what differs in full, what was cleaned up, and the totals. */
export function summary({ account, allowed, results, cleanUp, interrupted }: Report): string {
	const count = (kind: Result['kind']) => results.filter((result) => result.kind === kind).length;
	const { removed, left, kept } = cleanUp;
	return [
		...results.filter(({ kind }) => kind === 'differs').map(difference),
		...removed.map((what) => `Removed: ${what}`),
		...kept.map((what) => `Stays, because Appcues can't remove it: ${what}`),
		...left.map((what) => `LEFT BEHIND, remove it in Studio: ${what}`),
		`${account}, ${allowed.length > 0 ? allowed.map((flag) => `--${flag}`).join(' ') : 'read only'}: ` +
			`${count('holds')} hold, ${count('differs')} differ, ${count('notChecked')} not checked` +
			`${interrupted ? '; stopped before the end' : ''}`,
	].join('\n');
}

function difference({ id, title, expected, seen, file, grade }: Result): string {
	return [
		`✗ ${id}: ${title}`,
		`     expected: ${expected} (grade ${grade})`,
		`     seen:     ${seen}`,
		`     change:   ${file}`,
		'',
	].join('\n');
}

/** Returns 1 when something differs or was left behind. */
export function exitStatus({ results, cleanUp }: Report): 0 | 1 {
	const differs = results.some(({ kind }) => kind === 'differs');
	return differs || cleanUp.left.length > 0 ? 1 : 0;
}

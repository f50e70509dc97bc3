import type { CleanUp } from './cleanUp.cjs';
import type { Result } from './run.cjs';

/** What a run has found. */
export interface Report {
	/** `https://api.appcues.com/v2/accounts/12345` */
	account: string;
	/** The flags that allowed more than reading. */
	allowed: string[];
	results: Result[];
	cleanUp: CleanUp;
	/** It was told to stop before it had looked at everything. */
	interrupted: boolean;
}

const SIGN = { holds: '✓', differs: '✗', notChecked: '–' };

/** One assumption, as it is shown while the check goes on. */
export function line({ kind, grade, id, title, seen }: Result): string {
	return `${SIGN[kind]} ${grade}  ${id}: ${title}\n     ${kind === 'notChecked' ? 'not tried' : 'seen'}: ${seen}`;
}

/** The end of the report: what differs once more and in full, what was cleaned up, and the sum. */
export function summary({ account, allowed, results, cleanUp, interrupted }: Report): string {
	const count = (kind: Result['kind']) => results.filter((result) => result.kind === kind).length;
	const { removed, left, kept } = cleanUp;
	return [
		...results.filter(({ kind }) => kind === 'differs').map(difference),
		...removed.map((what) => `Removed: ${what}`),
		...kept.map((what) => `Stays, as Appcues cannot remove it: ${what}`),
		...left.map((what) => `LEFT BEHIND, remove it in Studio: ${what}`),
		`${account}, ${allowed.length > 0 ? allowed.map((flag) => `--${flag}`).join(' ') : 'read only'}: ` +
			`${count('holds')} hold, ${count('differs')} differ, ${count('notChecked')} not tried` +
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

/** 1 when something differs or was left behind. */
export function exitStatus({ results, cleanUp }: Report): 0 | 1 {
	const differs = results.some(({ kind }) => kind === 'differs');
	return differs || cleanUp.left.length > 0 ? 1 : 0;
}

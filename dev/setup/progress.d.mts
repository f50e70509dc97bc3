/**
 * Runs one step of the set-up and shows it as one line with its seconds: counting up on a terminal,
 * elsewhere (CI logs) a line every 15 s, so that nobody takes a long step for a hang.
 *
 * @param label what is being done
 * @param work `say` sets a short note behind the label
 * @returns what `work` returns; what it throws is thrown on
 */
export function step<T>(
	label: string,
	work: (say: (note: string) => void) => Promise<T> | T,
): Promise<T>;

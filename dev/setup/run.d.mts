/** A command that ended with another status than 0; `output` is all it printed. */
export class CommandFailed extends Error {
	readonly status: number;
	readonly output: string;
}

/**
 * Runs a command to its end without showing its output. It ends with us, however we end.
 *
 * @returns what it printed, stdout and stderr together
 * @throws {CommandFailed}
 */
export function run(
	command: string,
	args: string[],
	options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<string>;

import { ASSUMPTIONS } from './assumptions/index.cjs';
import type { Assumption } from './assumption.cjs';
import { type Check, checkLive } from './checkLive.cjs';
import { readCredentials } from './credentials.cjs';
import { type CheckOptions, readOptions, USAGE } from './options.cjs';
import { exitStatus, line, summary } from './report.cjs';
import { UnusableInput } from './unusableInput.cjs';

/** What a command gets besides its arguments. */
export interface CommandContext {
	environment: NodeJS.ProcessEnv;
	/** Prints the result. */
	print(text: string): void;
	/** Prints notes about the run. */
	printNote(text: string): void;
	/** Stops the check early. */
	signal: AbortSignal;
}

/** Runs the check with these arguments and this environment. @returns the exit status */
export async function command(args: string[], context: CommandContext): Promise<number> {
	try {
		const options = readOptions(args);
		if (!options.help) return await check(options, context);
		context.print(USAGE);
		return 0;
	} catch (error) {
		if (!(error instanceof UnusableInput)) throw error;
		context.printNote(`\n${error.message}.\nFor help: npm run check:live -- --help\n`);
		return 2;
	}
}

async function check(
	options: CheckOptions,
	{ environment, print, printNote, signal }: CommandContext,
): Promise<number> {
	const credentials = readCredentials(environment);
	const write = options.json ? printNote : print;
	const show: Check['report'] = (news) => write('note' in news ? news.note : line(news.result));
	const assumptions = chosen(options.only);
	const report = await checkLive({ credentials, options, assumptions, signal, report: show });
	print(options.json ? JSON.stringify(report, undefined, '\t') : `\n${summary(report)}`);
	return exitStatus(report);
}

/** @throws {UnusableInput} for an ID that does not exist */
function chosen(ids: string[]): readonly Assumption[] {
	const unknown = ids.filter((id) => !ASSUMPTIONS.some((assumption) => assumption.id === id));
	if (unknown.length > 0) throw new UnusableInput(`Unknown assumption: ${unknown.join(', ')}`);
	return ids.length > 0 ? ASSUMPTIONS.filter(({ id }) => ids.includes(id)) : ASSUMPTIONS;
}

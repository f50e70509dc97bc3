import { ASSUMPTIONS } from './assumptions/index.cjs';
import type { Assumption } from './assumption.cjs';
import { type Check, checkLive } from './checkLive.cjs';
import { readCredentials } from './credentials.cjs';
import { type CheckOptions, readOptions, USAGE } from './options.cjs';
import { exitStatus, line, summary } from './report.cjs';
import { UnusableInput } from './unusableInput.cjs';

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** `npm run check:live`: compares Appcues with what the package takes it to be. Sets the exit status. */
export async function main(args: string[]): Promise<void> {
	try {
		const options = readOptions(args);
		if (options.help) return console.log(USAGE);
		process.exitCode = await check(options);
	} catch (error) {
		if (!(error instanceof UnusableInput)) throw error;
		console.error(`\n${error.message}.\nHow to use it: npm run check:live -- --help\n`);
		process.exitCode = 2;
	}
}

/** @returns the exit status */
async function check(options: CheckOptions): Promise<number> {
	const credentials = readCredentials(process.env);
	const stop = stopOnSignal();
	const tell: Check['tell'] = (news) => {
		const text = 'note' in news ? news.note : line(news.result);
		if (options.json) console.error(text);
		else console.log(text);
	};
	const assumptions = chosen(options.only);
	const report = await checkLive({ credentials, options, assumptions, signal: stop.signal, tell });
	console.log(options.json ? JSON.stringify(report, undefined, '\t') : `\n${summary(report)}`);
	return stop.status ?? exitStatus(report);
}

/** @throws {UnusableInput} for an ID that does not exist */
function chosen(ids: string[]): readonly Assumption[] {
	const unknown = ids.filter((id) => !ASSUMPTIONS.some((assumption) => assumption.id === id));
	if (unknown.length > 0) throw new UnusableInput(`There is no assumption ${unknown.join(', ')}`);
	return ids.length > 0 ? ASSUMPTIONS.filter(({ id }) => ids.includes(id)) : ASSUMPTIONS;
}

/** Once is enough: npm passes Ctrl-C on a second time, and the cleaning up is not to be stopped. */
function stopOnSignal(): { signal: AbortSignal; status?: number } {
	const controller = new AbortController();
	const stop: { signal: AbortSignal; status?: number } = { signal: controller.signal };
	for (const [name, number] of Object.entries(SIGNALS)) {
		process.on(name, () => {
			stop.status ??= 128 + number;
			controller.abort();
		});
	}
	return stop;
}

import { command } from './command.cjs';
import { Interrupted } from './assumption.cjs';

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** `npm run check:live`: compares Appcues with what the package takes it to be. @returns the exit status */
export async function main(args: string[]): Promise<number> {
	const controller = new AbortController();
	let stopped: number | undefined;
	// The first signal is enough: npm passes Ctrl-C on a second time, and nothing may stop the cleanup.
	for (const [name, number] of Object.entries(SIGNALS)) {
		process.on(name, () => {
			stopped ??= 128 + number;
			controller.abort();
		});
	}
	const status = await command(args, {
		environment: process.env,
		print: console.log,
		printNote: console.error,
		signal: controller.signal,
	}).catch((error: unknown) => {
		// Stopped before there was anything to report.
		if (error instanceof Interrupted) return 1;
		throw error;
	});
	return stopped ?? status;
}

import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const USAGE = 'Usage: tsx dev/fake-appcues/main.cts [--port 4010] [--job-duration 3000]';

/** Runs a fake Appcues alone, until it receives a signal to stop. */
async function main(): Promise<void> {
	const { port, jobDuration } = readOptions();
	// Not an import: when tsx on Node 20 starts a .cts file, its require() can't load JSON files, and express
	// needs one. The require() created here can.
	const load = createRequire(__filename);
	const { DEMO, startFakeAppcues } = load('./index.cjs') as typeof import('./index.cjs');
	const fake = await startFakeAppcues({ port, jobDuration });
	console.log(`The fake Appcues listens on ${fake.url} (open it in a browser)`);
	console.log(`  Base URL    ${fake.url}`);
	console.log(`  Account ID  ${DEMO.accountId}`);
	console.log(`  API key     ${DEMO.key}`);
	console.log(`  API secret  ${DEMO.secret}`);
	console.log(`Export files are on ${fake.downloadUrl}, behind the links that jobs return.`);
	console.log(`A job takes ${jobDuration} ms. Stop with Ctrl+C.`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void fake.close());
	}
}

function readOptions(): { port: number; jobDuration: number } {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			'job-duration': { type: 'string', default: '3000' },
		},
	});
	return {
		port: wholeNumber('--port', values.port, 65_535),
		jobDuration: wholeNumber('--job-duration', values['job-duration'], Number.MAX_SAFE_INTEGER),
	};
}

function wholeNumber(option: string, text: string, max: number): number {
	const value = Number(text);
	if (!/^\d+$/.test(text) || value > max)
		throw new Error(`${option} '${text}' is not a valid number`);
	return value;
}

main().catch((error: NodeJS.ErrnoException) => {
	const inUse = error.code === 'EADDRINUSE';
	console.error(
		inUse ? `The port is in use (${error.message}). Try another --port.` : error.message,
	);
	if (!inUse) console.error(USAGE);
	process.exitCode = 1;
});

import { parseArgs } from 'node:util';

import { SetupError } from '../setup/setupError.cjs';
import { DEMO, startFakeAppcues } from './index.cjs';

const USAGE = 'Usage: npm run fake-appcues -- [--port 4010] [--job-duration 3000]';

/** `npm run fake-appcues`: runs the fake Appcues alone, until it is told to stop. */
export async function main(args: string[]): Promise<void> {
	const { port, jobDuration } = readOptions(args);
	const fake = await startFakeAppcues({ port, jobDuration }).catch((error: Error) => {
		if (!('code' in error) || error.code !== 'EADDRINUSE') throw error;
		throw new SetupError(`The port is in use (${error.message}). Try another --port.`);
	});
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

/** @throws {SetupError} for an invalid option, with the usage */
function readOptions(args: string[]): { port: number; jobDuration: number } {
	try {
		return parse(args);
	} catch (error) {
		throw new SetupError(`${(error as Error).message}\n${USAGE}`);
	}
}

function parse(args: string[]): { port: number; jobDuration: number } {
	const { values } = parseArgs({
		args,
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

import { parseArgs } from 'node:util';

import { SetupError } from '../../dev/setup/setupError.cjs';

export const USAGE = `npm start [-- options]
  --once           run the example and exit with status 0 or 1; keeps nothing
  --port N         the port of n8n (default 5678; with --once any free one)
  --fake-port N    the port of the fake Appcues (default 4010; with --once any free one)
  --fresh          forget the n8n of earlier starts, with the workflows made in it
  --watch          compile the nodes and restart n8n after each change (npm run dev)
  --help           show this`;

export interface StartOptions {
	once: boolean;
	fresh: boolean;
	watch: boolean;
	help: boolean;
	/** Undefined: any free one. */
	port?: number;
	fakePort?: number;
}

/** Reads the command line. @throws {SetupError} for an invalid option, with the usage */
export async function readOptions(args: string[]): Promise<StartOptions> {
	try {
		return parse(args);
	} catch (error) {
		throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
	}
}

function parse(args: string[]): StartOptions {
	const { values } = parseArgs({
		args,
		options: {
			once: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			watch: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
			port: { type: 'string' },
			'fake-port': { type: 'string' },
		},
	});
	const { once, fresh, watch, help } = values;
	return {
		once,
		fresh,
		watch,
		help,
		port: port('--port', values.port) ?? (once ? undefined : 5678),
		fakePort: port('--fake-port', values['fake-port']) ?? (once ? undefined : 4010),
	};
}

function port(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= 1 && value <= 65_535) return value;
	throw new Error(`${option} must be a port number, not '${text}'`);
}

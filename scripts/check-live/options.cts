import { parseArgs } from 'node:util';

import { UnusableInput } from './unusableInput.cjs';

export const USAGE = `npm run check:live [-- options]
Compares the real Appcues API with everything that this package assumes about it.

Environment
  APPCUES_ACCOUNT_ID   the account's number
  APPCUES_API_KEY      an API key of the account, from Studio → Settings → API Keys
  APPCUES_API_SECRET   its secret
  APPCUES_REGION       us (default) or eu
  APPCUES_BASE_URL     instead of the region: the URL of a proxy or of the fake Appcues

Options
  --write              also creates a throw-away segment and two throw-away users, and removes them at
                       the end, even after Ctrl-C. Without it, no data changes: the check reads, runs
                       analytics queries, and starts six small exports without emails. Appcues keeps
                       each of them as a job in its list, and the file for a while.
  --write-events       with --write: also sends two events of the throw-away user. Appcues can't remove
                       events, so they stay in the account's analytics.
  --write-groups       with --write: also creates a throw-away group. Appcues can't remove groups, so it
                       stays, with the throw-away user in it.
  --only ID            checks only this assumption (repeat it for more)
  --job-timeout S      waits up to S seconds for each job (default 300)
  --poll-interval S    checks the status of a job every S seconds (default 2)
  --rate N             sends at most N of the 60 requests a second that Appcues allows (default 4)
  --json               prints the report as JSON
  --help               shows this help

Exit status: 0 nothing differs; 1 something differs, or was left behind; 2 the input is not usable;
128 and more: stopped by a signal.`;

export interface CheckOptions {
	/** What is allowed, as a subset of the flags `write`, `write-events` and `write-groups`. */
	allowed: ReadonlySet<string>;
	/** IDs of assumptions, or empty for all. */
	only: string[];
	jobTimeoutMs: number;
	pollIntervalMs: number;
	requestsPerSecond: number;
	json: boolean;
	help: boolean;
}

const FLAGS = ['write', 'write-events', 'write-groups'] as const;

/** Reads the command line. @throws {UnusableInput} for an invalid option */
export function readOptions(args: string[]): CheckOptions {
	const values = parse(args);
	const allowed = new Set(FLAGS.filter((flag) => values[flag]));
	if (allowed.size > 0 && !allowed.has('write')) {
		throw new UnusableInput(`--${[...allowed].join(' and --')} requires --write`);
	}
	return {
		allowed,
		only: values.only ?? [],
		jobTimeoutMs: 1000 * positive('--job-timeout', values['job-timeout'], 300),
		pollIntervalMs: 1000 * positive('--poll-interval', values['poll-interval'], 2),
		requestsPerSecond: positive('--rate', values.rate, 4),
		json: values.json ?? false,
		help: values.help ?? false,
	};
}

function parse(args: string[]) {
	const boolean = { type: 'boolean' } as const;
	const text = { type: 'string' } as const;
	try {
		return parseArgs({
			args,
			options: {
				write: boolean,
				'write-events': boolean,
				'write-groups': boolean,
				only: { type: 'string', multiple: true },
				'job-timeout': text,
				'poll-interval': text,
				rate: text,
				json: boolean,
				help: boolean,
			},
		}).values;
	} catch (error) {
		throw new UnusableInput(error instanceof Error ? error.message : String(error));
	}
}

function positive(option: string, text: string | undefined, preset: number): number {
	if (text === undefined) return preset;
	const value = Number(text);
	if (value > 0 && Number.isFinite(value)) return value;
	throw new UnusableInput(`${option} must be a number above 0, not '${text}'`);
}

import { parseArgs } from 'node:util';

import { UnusableInput } from './unusableInput.cjs';

export const USAGE = `npm run check:live [-- options]
Compares the real Appcues API with every assumption that this package makes of it.

Environment
  APPCUES_ACCOUNT_ID   the account's number
  APPCUES_API_KEY      a key of it, from Studio → Settings → API Keys
  APPCUES_API_SECRET   its secret
  APPCUES_REGION       us (default) or eu
  APPCUES_BASE_URL     instead of the region: a proxy, or the fake Appcues

Options
  --write              also makes a throw-away segment and two throw-away users, and removes them at the
                       end, also on Ctrl-C. Without it no data is changed: it reads, asks analytics, and
                       starts six small exports, which send no e-mail; of each Appcues keeps a job in its
                       list, and a file for a while.
  --write-events       with --write: also sends two events of the throw-away user. Appcues has no way to
                       remove events: they stay in the account's analytics.
  --write-groups       with --write: also makes a throw-away group. Appcues has no way to remove groups:
                       it stays, with the throw-away user in it.
  --only ID            looks only at this assumption (several times: at these)
  --job-timeout S      waits so many seconds for each job (default 300)
  --poll-interval S    and looks at it every so many seconds (default 2)
  --rate N             requests a second at most, of the 60 that Appcues allows all together (default 4)
  --json               prints the report as JSON
  --help               shows this

Exit status: 0 nothing differs; 1 something differs, or was left behind; 2 the input is not usable;
128 and more: stopped by a signal.`;

export interface CheckOptions {
	/** What is allowed, as the flags say it: a subset of `write`, `write-events`, `write-groups`. */
	allowed: ReadonlySet<string>;
	/** IDs of assumptions; empty for all. */
	only: string[];
	jobTimeoutMs: number;
	pollIntervalMs: number;
	requestsPerSecond: number;
	json: boolean;
	help: boolean;
}

const FLAGS = ['write', 'write-events', 'write-groups'] as const;

/** @throws {UnusableInput} for what is no option */
export function readOptions(args: string[]): CheckOptions {
	const values = parse(args);
	const allowed = new Set(FLAGS.filter((flag) => values[flag]));
	if (allowed.size > 0 && !allowed.has('write')) {
		throw new UnusableInput(`--${[...allowed].join(' and --')} needs --write beside it`);
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
	throw new UnusableInput(`${option} takes a number above 0, not '${text}'`);
}

import { Api } from './api.cjs';
import type { Assumption } from './assumption.cjs';
import { cleanUp } from './cleanUp.cjs';
import type { Context } from './context.cjs';
import type { Credentials } from './credentials.cjs';
import { namesFor } from './names.cjs';
import type { CheckOptions } from './options.cjs';
import { preflight } from './preflight.cjs';
import type { Report } from './report.cjs';
import { type Result, run } from './run.cjs';
import { scrubber } from './scrub.cjs';
import { CreatedThings } from './createdThings.cjs';

export interface Check {
	credentials: Credentials;
	options: Omit<CheckOptions, 'json' | 'help' | 'only'>;
	assumptions: readonly Assumption[];
	/** Stops the checks, but not the cleanup. */
	signal?: AbortSignal;
	/** Called with every result and note while the check runs. */
	report(news: { result: Result } | { note: string }): void;
}

/**
 * Checks the assumptions, and always removes what that has created.
 *
 * @throws {UnusableInput} when there is no account to check
 */
export async function checkLive({
	credentials,
	options,
	assumptions,
	signal,
	report,
}: Check): Promise<Report> {
	const { allowed, requestsPerSecond } = options;
	const api = new Api(credentials, requestsPerSecond, signal);
	const context: Context = {
		api,
		jobWait: options,
		names: namesFor(new Date()),
		created: new CreatedThings(),
	};
	const scrub = scrubber(credentials);
	await preflight(api);
	announce(context, allowed, (note) => report({ note }));
	const plan = { assumptions, allowed, scrub, report: (result: Result) => report({ result }) };
	const results = await run(context, plan);
	if (!context.created.isEmpty) report({ note: 'Removing what the check has created.' });
	// A separate API client, because whatever stopped the checks must not stop this.
	const cleaned = await cleanUp({ ...context, api: new Api(credentials, requestsPerSecond) });
	return {
		account: credentials.root,
		allowed: [...allowed],
		results,
		cleanUp: {
			removed: cleaned.removed.map(scrub),
			left: cleaned.left.map(scrub),
			kept: cleaned.kept.map(scrub),
		},
		interrupted: results.length < assumptions.length,
	};
}

/** Announces what the check will change, before it does. */
function announce(
	{ names }: Context,
	allowed: ReadonlySet<string>,
	say: (note: string) => void,
): void {
	if (!allowed.has('write')) return;
	say(
		`Creates, and removes at the end: segment ${names.segment}, users ${names.user} and "${names.oddUser}".`,
	);
	if (allowed.has('write-events')) {
		say(`Sends two events named ${names.event}, which stay, because Appcues can't remove events.`);
	}
	if (allowed.has('write-groups')) {
		say(`Creates the group ${names.group}, which stays, because Appcues can't remove groups.`);
	}
}

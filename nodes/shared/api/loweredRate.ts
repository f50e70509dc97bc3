/** The rate after a 429. It recovers like TCP CUBIC, because others use the same account. */
export interface LoweredRate {
	/** The requests per second that were too many, or nearly so. */
	ceiling: number;
	/** When requests continue, in the clock's milliseconds. */
	since: number;
	/** How long this 429 pauses all requests, in milliseconds, if Appcues doesn't ask for more. */
	pauseMs: number;
}

/** How far below the ceiling the rate starts. */
const DROP = 0.05;

/** Share of the maximum rate per second cubed: from half of the rate, the recovery takes 45 seconds. */
const GROWTH = 1e-5;

/** The rate never falls below a tenth of the maximum rate. */
const LOWEST = 0.1;

/** If fewer of the requests of the last second succeeded, the rate was far too high. */
const NEARLY_ALL = 0.9;

/** The largest fall after a single 429: what succeeded in the last second may be too few to tell. */
const LARGEST_FALL = 0.7;

/** A single 429 means that the rate is only just too high. */
const FIRST_PAUSE_MS = 50;

/** The next pause is longer if another 429 follows soon: the rate is far too high, or refused requests count too. */
const PAUSE_FACTOR = 2;
const SOON_MS = 2000;

/** After a second without requests, Appcues counts from zero. */
const LONGEST_PAUSE_MS = 1000;

/**
 * Returns the rate after a 429.
 *
 * @param rate requests per second until now
 * @param successes how many requests succeeded in the last second
 * @param before the state after the 429 before, if the rate hasn't recovered
 * @param now in the clock's milliseconds
 */
export function lowerRate(
	rate: number,
	successes: number,
	before: LoweredRate | undefined,
	now: number,
): LoweredRate {
	const isSoon = before !== undefined && now < before.since + SOON_MS;
	const pauseMs = isSoon
		? Math.min(LONGEST_PAUSE_MS, PAUSE_FACTOR * before.pauseMs)
		: FIRST_PAUSE_MS;
	const ceiling = successes > rate * NEARLY_ALL ? rate : Math.max(successes, rate * LARGEST_FALL);
	return { ceiling, since: now + pauseMs, pauseMs };
}

/**
 * Returns the rate some time after a 429, as TCP CUBIC does (RFC 9438, 4.2): it soon gets close to the ceiling, stays
 * there for a while, then grows faster and faster in case the account is free again.
 */
export function loweredRateAt(
	{ ceiling, since }: LoweredRate,
	maxRate: number,
	now: number,
): number {
	const growth = maxRate * GROWTH;
	const seconds = Math.max(0, now - since) / 1000;
	const plateau = Math.cbrt((ceiling * DROP) / growth);
	const rate = ceiling + growth * (seconds - plateau) ** 3;
	return Math.min(maxRate, Math.max(rate, maxRate * LOWEST));
}

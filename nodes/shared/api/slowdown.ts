/** How fast to go on after a 429, when others use the same account. Pure: no time passes here. */

/** After a 429. */
export interface Slowdown {
	/** Requests a second that were too many, or nearly so. */
	ceiling: number;
	/** Of the usual growth; less when the same ceiling was met again and again. */
	pace: number;
	/** When requests go again, in the clock's milliseconds. */
	since: number;
}

/** How far below the ceiling it goes on. */
const DROP = 0.05;

/** Of the set rate, a second cubed: from half of it back to the whole takes a minute. */
const GROWTH = 5e-6;

const SLOWEST_PACE = 1 / 8;

/**
 * What a 429 means for the rate.
 *
 * @param before the last slowdown, if its effect lasts
 * @param gotThrough requests a second before this 429
 * @param now in the clock's milliseconds
 */
export function slowerThan(
	before: Slowdown | undefined,
	gotThrough: number,
	now: number,
): Slowdown {
	if (!before) return { ceiling: gotThrough, pace: 1, since: now };
	const same = Math.abs(gotThrough - before.ceiling) < before.ceiling / 10;
	return {
		ceiling: gotThrough,
		pace: same ? Math.max(SLOWEST_PACE, before.pace / 2) : 1,
		since: now,
	};
}

/**
 * The rate some time after a 429, as TCP CUBIC has it (RFC 9438, 4.2): soon back near what was too much, there for a
 * while, then faster and faster beyond, in case the account is free again.
 */
export function recovered(
	{ ceiling, pace, since }: Slowdown,
	setRate: number,
	now: number,
): number {
	const growth = setRate * GROWTH * pace;
	const seconds = Math.max(0, now - since) / 1000;
	const plateau = Math.cbrt((ceiling * DROP) / growth);
	return ceiling + growth * (seconds - plateau) ** 3;
}

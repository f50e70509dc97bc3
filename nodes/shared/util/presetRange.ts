import { utcOf, wallOf } from './timeZone';

/** The time ranges that users can choose by name. Workflows store these names, so they never change. */
export const PRESETS = [
	'last24Hours',
	'last7Days',
	'last30Days',
	'yesterday',
	'lastWeek',
	'lastMonth',
] as const;

export type Preset = (typeof PRESETS)[number];

/** From `start` up to, but not including, `end`. In milliseconds since 1970. */
interface Range {
	start: number;
	end: number;
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/**
 * Returns the range that a preset means at some time. Days, weeks (from Monday) and months are those of the time zone, so
 * they are an hour longer or shorter where clocks change.
 *
 * @param now in milliseconds since 1970
 * @param timeZone an IANA name; UTC if it's unknown
 */
export function presetRange(preset: Preset, now: number, timeZone: string): Range {
	const wall = wallOf(now, timeZone);
	const today = wall - (wall % DAY_MS);
	const days = (start: number, end: number): Range => ({
		start: startOfDay(start, timeZone),
		end: startOfDay(end, timeZone),
	});
	switch (preset) {
		case 'last24Hours':
			return { start: now - DAY_MS, end: now };
		case 'last7Days':
			return { start: utcOf(wall - 7 * DAY_MS, timeZone), end: now };
		case 'last30Days':
			return { start: utcOf(wall - 30 * DAY_MS, timeZone), end: now };
		case 'yesterday':
			return days(today - DAY_MS, today);
		case 'lastWeek': {
			const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS;
			return days(monday - 7 * DAY_MS, monday);
		}
		case 'lastMonth': {
			const date = new Date(today);
			const first = (month: number) => Date.UTC(date.getUTCFullYear(), month, 1);
			return days(first(date.getUTCMonth() - 1), first(date.getUTCMonth()));
		}
	}
}

/**
 * Returns the first moment of a day. Where clocks skip midnight, the day starts after that; where they show it twice,
 * with the first one.
 *
 * @param wall midnight in local time as if it were UTC
 */
function startOfDay(wall: number, timeZone: string): number {
	// No zone changes its clocks twice in two days.
	const [early = 0, late = 0] = [-DAY_MS, DAY_MS]
		.map((shift) => wall - (wallOf(wall + shift, timeZone) - (wall + shift)))
		.sort((a, b) => a - b);
	const shown = [early, late].find((utc) => wallOf(utc, timeZone) === wall);
	if (shown !== undefined) return shown;
	// Clocks change between the two, always at a whole second.
	let [before, after] = [early / SECOND_MS, late / SECOND_MS];
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (wallOf(middle * SECOND_MS, timeZone) < wall) before = middle;
		else after = middle;
	}
	return after * SECOND_MS;
}

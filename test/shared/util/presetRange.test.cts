import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type Preset, presetRange, PRESETS } from '../../../nodes/shared/util/presetRange';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const iso = (utc: number) => new Date(utc).toISOString();

const rangeAt = (preset: Preset, now: string, zone: string) => {
	const { start, end } = presetRange(preset, Date.parse(now), zone);
	return [iso(start), iso(end)];
};

/** What a calendar and a clock in the zone show: `2026-03-29 14:05:00`. */
const shown = (utc: number, timeZone: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
		utc,
	);

const dateIn = (utc: number, zone: string) => shown(utc, zone).slice(0, 10);

const plusDays = (date: string, days: number) =>
	new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

const weekday = (date: string) => new Date(date).getUTCDay();

/** Since 2013, when the last zone skipped a whole day was over. */
const instants = fc
	.date({
		min: new Date('2013-01-01T00:00:00Z'),
		max: new Date('2037-12-31T00:00:00Z'),
		noInvalidDate: true,
	})
	.map((date) => date.getTime());

const moments = fc.record({ zone: fc.constantFrom(...ZONES), now: instants });

/** The moment is the first one of a date: a second before, calendars show another date. */
function expectStart(utc: number, date: string, zone: string): void {
	expect(dateIn(utc, zone)).toBe(date);
	expect(dateIn(utc - 1000, zone) < date).toBe(true);
}

describe('a preset time range', () => {
	it.each<[Preset, string, string, string, string]>([
		[
			'last24Hours',
			'2026-03-29T12:00:00Z',
			'Europe/Berlin',
			'2026-03-28T12:00',
			'2026-03-29T12:00',
		],
		// Clocks go forward on March 29: the same time of day, an hour less.
		['last7Days', '2026-03-30T12:00:00Z', 'Europe/Berlin', '2026-03-23T13:00', '2026-03-30T12:00'],
		[
			'last30Days',
			'2026-11-10T12:00:00Z',
			'America/New_York',
			'2026-10-11T11:00',
			'2026-11-10T12:00',
		],
		// A day of 23 hours, and one of 25.
		['yesterday', '2026-03-30T12:00:00Z', 'Europe/Berlin', '2026-03-28T23:00', '2026-03-29T22:00'],
		[
			'yesterday',
			'2026-11-02T12:00:00Z',
			'America/New_York',
			'2026-11-01T04:00',
			'2026-11-02T05:00',
		],
		// Clocks skip midnight.
		[
			'yesterday',
			'2018-11-05T12:00:00Z',
			'America/Sao_Paulo',
			'2018-11-04T03:00',
			'2018-11-05T02:00',
		],
		// Clocks show midnight twice.
		[
			'yesterday',
			'2026-10-26T12:00:00Z',
			'Atlantic/Azores',
			'2026-10-25T00:00',
			'2026-10-26T01:00',
		],
		// It is already tomorrow there.
		[
			'yesterday',
			'2026-11-25T12:30:00Z',
			'Pacific/Kiritimati',
			'2026-11-24T10:00',
			'2026-11-25T10:00',
		],
		['yesterday', '2026-11-25T12:00:00Z', 'Asia/Kathmandu', '2026-11-23T18:15', '2026-11-24T18:15'],
		// On a Monday, at its first moment, and on a Sunday.
		['lastWeek', '2026-11-23T00:00:00Z', 'UTC', '2026-11-16T00:00', '2026-11-23T00:00'],
		['lastWeek', '2026-11-22T23:59:59Z', 'UTC', '2026-11-09T00:00', '2026-11-16T00:00'],
		[
			'lastWeek',
			'2026-11-04T12:00:00Z',
			'America/New_York',
			'2026-10-26T04:00',
			'2026-11-02T05:00',
		],
		['lastMonth', '2027-01-31T12:00:00Z', 'UTC', '2026-12-01T00:00', '2027-01-01T00:00'],
		['lastMonth', '2028-03-31T12:00:00Z', 'UTC', '2028-02-01T00:00', '2028-03-01T00:00'],
		[
			'lastMonth',
			'2026-04-01T00:00:00Z',
			'America/New_York',
			'2026-02-01T05:00',
			'2026-03-01T05:00',
		],
		[
			'lastMonth',
			'2026-04-01T04:00:00Z',
			'America/New_York',
			'2026-03-01T05:00',
			'2026-04-01T04:00',
		],
	])('%s at %s in %s', (preset, now, zone, start, end) => {
		expect(rangeAt(preset, now, zone)).toEqual([`${start}:00.000Z`, `${end}:00.000Z`]);
	});

	it('of days consists of whole days of the zone', () => {
		fc.assert(
			fc.property(moments, ({ zone, now }) => {
				const today = dateIn(now, zone);
				const yesterday = presetRange('yesterday', now, zone);
				expectStart(yesterday.end, today, zone);
				expectStart(yesterday.start, plusDays(today, -1), zone);
				const week = presetRange('lastWeek', now, zone);
				const monday = plusDays(today, -((weekday(today) + 6) % 7));
				expect(weekday(monday)).toBe(1);
				expectStart(week.end, monday, zone);
				expectStart(week.start, plusDays(monday, -7), zone);
				const month = presetRange('lastMonth', now, zone);
				const first = `${today.slice(0, 7)}-01`;
				expectStart(month.end, first, zone);
				expectStart(month.start, `${plusDays(first, -1).slice(0, 7)}-01`, zone);
			}),
			{ numRuns: 500 },
		);
	});

	it('up to now starts at the same time of day', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(7, 30), ({ zone, now }, days) => {
				const { start, end } = presetRange(days === 7 ? 'last7Days' : 'last30Days', now, zone);
				expect(end).toBe(now);
				// Unless clocks skip that time: then it is at most as much later as they skip.
				const wall = Date.parse(`${shown(now, zone).replace(' ', 'T')}Z`) - days * 86_400_000;
				const late = Date.parse(`${shown(start, zone).replace(' ', 'T')}Z`) - wall;
				expect([0, 1_800_000, 3_600_000, 10_800_000]).toContain(late);
			}),
			{ numRuns: 1000 },
		);
	});

	it('ends after it starts and never after now', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...PRESETS), ({ zone, now }, preset) => {
				const { start, end } = presetRange(preset, now, zone);
				expect(start).toBeLessThan(end);
				expect(end).toBeLessThanOrEqual(now);
			}),
			{ numRuns: 1000 },
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { isoTimestamp } from '../../../nodes/shared/bulk/timestamp';

const MOMENT = '2026-01-15T12:00:00.000Z';

/** Moments that n8n's data may hold: 1973, where seconds and milliseconds part, to 9999. */
const moments = fc.date({
	min: new Date(100_000_000_000),
	max: new Date('9998-12-31'),
	noInvalidDate: true,
});

describe('a time', () => {
	it.each<[unknown, string]>([
		[MOMENT, 'UTC'],
		['2026-01-15T12:00Z', 'Europe/Berlin'],
		['2026-01-15t13:00:00.000000+01:00', 'UTC'],
		['2026-01-15 12:00:00+00', 'Asia/Tokyo'],
		['2026-01-15T06:30:00,000-0530', 'UTC'],
		[' 2026-01-15T13:00 ', 'Europe/Berlin'],
		['2026-01-15 07:00:00', 'America/New_York'],
		['2026-01-15T12:00:00', 'Nowhere/Unknown'],
		[1_768_478_400, 'UTC'],
		[1_768_478_400_000, 'UTC'],
		['1768478400', 'UTC'],
		['1768478400000', 'UTC'],
		[new Date(MOMENT), 'UTC'],
		[DateTime.fromISO(MOMENT), 'UTC'],
		[DateTime.fromISO(MOMENT, { zone: 'Asia/Tokyo' }), 'UTC'],
	])('%p in %s is understood', (value, timeZone) => {
		expect(isoTimestamp(value, timeZone)).toBe(MOMENT);
	});

	it('of a day alone is its start in the time zone', () => {
		expect(isoTimestamp('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
	});

	it.each<[string, string]>([
		// Set forward: 02:30 is skipped. Set back: 02:30 comes twice.
		['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
		['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
		['2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
		['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
	])('near a change of the clocks in Berlin: %s', (text, iso) => {
		expect(isoTimestamp(text, 'Europe/Berlin')).toBe(iso);
	});

	it.each<[unknown]>([
		['soon'],
		['15.01.2026'],
		['01/15/2026'],
		['2026-02-30'],
		['2026-13-01'],
		['2026-01-15T25:00:00'],
		['2026-01-15T12:60:00'],
		['2026-01-15T12:00:00+99:00'],
		['2026-01-15T12'],
		['12'],
		[''],
		[0],
		[-1],
		[Number.NaN],
		[Infinity],
		[1_768_478_400_000_000],
		[true],
		[null],
		[{}],
		[[MOMENT]],
		[new Date(Number.NaN)],
		[DateTime.invalid('because')],
	])('is not %p', (value) => {
		expect(isoTimestamp(value, 'UTC')).toBeUndefined();
	});

	it('comes out the same from every form, in every zone', () => {
		const zones = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin');
		fc.assert(
			fc.property(moments, zones, (moment, zone) => {
				const iso = moment.toISOString();
				const local = DateTime.fromJSDate(moment, { zone });
				expect(isoTimestamp(iso, zone)).toBe(iso);
				expect(isoTimestamp(moment, zone)).toBe(iso);
				expect(isoTimestamp(moment.getTime(), zone)).toBe(iso);
				expect(isoTimestamp(local, 'UTC')).toBe(iso);
				const wall = local.toISO({ includeOffset: false }) ?? '';
				const read = DateTime.fromISO(isoTimestamp(wall, zone) ?? '', { zone });
				// Where the clocks are set back there are two moments with this reading.
				expect(read.toISO({ includeOffset: false })).toBe(wall);
			}),
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { unixUnit } from '../../../nodes/shared/checks/moments';
import { isoTimestamp, readTime, zoneOf } from '../../../nodes/shared/checks/times';

const MOMENT = '2026-01-15T12:00:00.000Z';

const DAY_MS = 86_400_000;

/** From the smallest number of seconds that is a time, to the last number with ten digits: 1973 to 2286. */
const moments = fc.date({
	min: new Date(100_000_000_000),
	max: new Date(9_999_999_999_999),
	noInvalidDate: true,
});

const zones = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin');

const isoOf = (value: unknown, zone = 'UTC') => {
	const time = readTime(value, zone);
	return 'iso' in time ? time.iso : undefined;
};

/** Whether digits could be a written date, which is refused far from today. */
const spellsDate = (digits: string) =>
	/^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])/.test(digits);

describe('a time', () => {
	it.each<[unknown, string]>([
		[MOMENT, 'UTC'],
		['2026-01-15T12:00Z', 'Europe/Berlin'],
		['2026-01-15t13:00:00.000000+01:00', 'UTC'],
		['2026-01-15 12:00:00+00', 'Asia/Tokyo'],
		['2026-01-15 12:00:00 +0000', 'Asia/Tokyo'],
		['2026-01-15T06:30:00,000-0530', 'UTC'],
		['2026-01-15T12:00:00.000000000Z', 'UTC'],
		['2026-01-15T13:00+01:00[Europe/Berlin]', 'UTC'],
		['20260115T120000Z', 'Asia/Tokyo'],
		['20260115T1200Z', 'Asia/Tokyo'],
		['20260115T130000.000+0100', 'UTC'],
		[' 2026-01-15T13:00 ', 'Europe/Berlin'],
		['20260115T130000', 'Europe/Berlin'],
		['2026-01-15 07:00:00', 'America/New_York'],
		['2026-01-15T12:00:00', 'Nowhere/Unknown'],
		[1_768_478_400, 'UTC'],
		[1_768_478_400_000, 'UTC'],
		[1_768_478_400_000_000, 'UTC'],
		[1_768_478_400_000_000n, 'UTC'],
		[1_768_478_400_000_000_000n, 'UTC'],
		['1768478400', 'UTC'],
		['1768478400.0', 'UTC'],
		['1768478400000', 'UTC'],
		['1768478400000999', 'UTC'],
		['1768478400000999999', 'UTC'],
		[new Date(MOMENT), 'UTC'],
		[DateTime.fromISO(MOMENT), 'UTC'],
		[DateTime.fromISO(MOMENT, { zone: 'Asia/Tokyo' }), 'UTC'],
	])('is read from %p in %s', (value, timeZone) => {
		expect(isoOf(value, timeZone)).toBe(MOMENT);
		expect(isoTimestamp(value, timeZone)).toBe(MOMENT);
	});

	it('keeps the milliseconds of every unit', () => {
		for (const value of [
			1_768_478_400.123,
			'1768478400.123',
			1_768_478_400_123,
			1_768_478_400_123_999,
			'1768478400123999999',
		]) {
			expect(isoOf(value)).toBe('2026-01-15T12:00:00.123Z');
		}
	});

	it('with only a day starts in the time zone', () => {
		expect(readTime('2026-07-01', 'Europe/Berlin')).toEqual({
			iso: '2026-06-30T22:00:00.000Z',
			zoneless: true,
		});
	});

	it.each<[string, string]>([
		// Clocks go forward, and 02:30 is skipped. They go back, and 02:30 happens twice.
		['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
		['2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
		['2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
		['2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
	])('near a clock change in Berlin: %s', (text, iso) => {
		expect(isoOf(text, 'Europe/Berlin')).toBe(iso);
	});

	it.each<[unknown, boolean]>([
		['2026-01-15', true],
		['2026-01-15T12:00', true],
		['20260115T120000', true],
		['2026-01-15 12:00:00.123', true],
		['2026-01-15T12:00Z', false],
		['2026-01-15T12:00-03', false],
		['20260115T120000Z', false],
		[1_768_478_400, false],
		['1768478400000', false],
		[new Date(MOMENT), false],
		[DateTime.fromISO(MOMENT), false],
	])('%p has no time zone: %p', (value, zoneless) => {
		expect(readTime(value, 'UTC')).toMatchObject({ zoneless });
	});

	it('is the same in every format and every zone', () => {
		fc.assert(
			fc.property(moments, zones, (moment, zone) => {
				const iso = moment.toISOString();
				const local = DateTime.fromJSDate(moment, { zone });
				expect(isoOf(iso, zone)).toBe(iso);
				expect(isoOf(moment, zone)).toBe(iso);
				expect(isoOf(local)).toBe(iso);
				expect(isoOf(local.toISO(), 'Asia/Tokyo')).toBe(iso);
				expect(isoOf(local.toISO({ format: 'basic' }), 'Asia/Tokyo')).toBe(iso);
				const wall = local.toISO({ includeOffset: false }) ?? '';
				const read = DateTime.fromISO(isoOf(wall, zone) ?? '', { zone });
				// When clocks go back, two moments have this reading.
				expect(read.toISO({ includeOffset: false })).toBe(wall);
			}),
		);
	});

	it('is the same in seconds, milliseconds, microseconds and nanoseconds, as number and string', () => {
		fc.assert(
			fc.property(moments, fc.nat(999), fc.nat(999_999), (moment, micro, nano) => {
				const milliseconds = moment.getTime();
				const iso = moment.toISOString();
				const same = (value: number | string, expected = iso) => {
					fc.pre(!spellsDate(String(value)));
					expect(isoOf(value)).toBe(expected);
				};
				const second = new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();
				same(Math.floor(milliseconds / 1000), second);
				same(String(Math.floor(milliseconds / 1000)), second);
				same(milliseconds / 1000);
				same((milliseconds / 1000).toFixed(3));
				same(milliseconds);
				same(String(milliseconds));
				same(milliseconds * 1000);
				same(`${milliseconds}${String(micro).padStart(3, '0')}`);
				same(`${milliseconds}${String(nano).padStart(6, '0')}`);
				expect(isoOf(BigInt(milliseconds) * 1_000_000n)).toBe(iso);
			}),
		);
	});
});

describe('the unit of a number', () => {
	it.each([
		[99_999_999.999, undefined],
		[1e8, 'seconds'],
		[1e11 - 1, 'seconds'],
		[1e11, 'milliseconds'],
		[1e14 - 1, 'milliseconds'],
		[1e14, 'microseconds'],
		[1e17 - 16, 'microseconds'],
		[1e17, 'nanoseconds'],
		[1e20 - 16_384, 'nanoseconds'],
		[1e20, undefined],
		[0, undefined],
		[-1e9, undefined],
		[Number.NaN, undefined],
		[Infinity, undefined],
	])('of %p is %p', (value, unit) => {
		expect(unixUnit(value)).toBe(unit);
	});

	it('has the same first and last moment in each unit', () => {
		const first = '1973-03-03T09:46:40.000Z';
		for (const text of ['100000000', '100000000000', '100000000000000', '100000000000000000']) {
			expect([isoOf(Number(text)) ?? isoOf(text), isoOf(text)]).toEqual([first, first]);
		}
		for (const text of ['99999999999', '99999999999999', '99999999999999999']) {
			expect(isoOf(text)).toMatch(/^5138-11-16T09:46:39/);
		}
	});
});

describe('an invalid time', () => {
	it.each<[unknown]>([
		['soon'],
		['15.01.2026'],
		['01/15/2026'],
		['2026-02-30'],
		['20260230T120000Z'],
		['2026-13-01'],
		['2026-01-15T25:00:00'],
		['2026-01-15T12:60:00'],
		['2026-01-15T12:00:00+99:00'],
		['2026-01-15T12'],
		['2026-01-15T12:00:00Z[Europe/Berlin'],
		['2022-10-19 12:01:00.184708 UTC'],
		['1.666180860184708E9'],
		['12'],
		[''],
		[0],
		[-1],
		[-1_768_478_400],
		['-1768478400'],
		[99_999_999],
		[Number.NaN],
		[Infinity],
		[1e20],
		[1_768_478_400_000_000_000],
		['01768478400'],
		['1,768,478,400'],
		[true],
		[null],
		[{}],
		[[MOMENT]],
		[new Date(Number.NaN)],
		[DateTime.invalid('because')],
	])('is %p', (value) => {
		const fault = readTime(value, 'UTC');
		expect(fault).toMatchObject({ reason: expect.stringContaining('which is not a time') });
		expect(fault).toMatchObject({ remedy: expect.stringMatching(/\S/) });
		expect(isoTimestamp(value, 'UTC')).toBeUndefined();
	});

	it('is any number below 100,000,000, as number or string', () => {
		const numbers = fc.oneof(
			fc.integer({ min: -2_000_000_000, max: 99_999_999 }),
			fc.double({ max: 99_999_999.999, noNaN: true }),
		);
		fc.assert(
			fc.property(numbers, (number) => {
				expect(isoOf(number)).toBeUndefined();
				expect(isoOf(String(number))).toBeUndefined();
			}),
		);
	});

	it('is a date in digits that would be another time as a Unix time', () => {
		const days = fc.date({
			min: new Date('1990-01-01'),
			max: new Date('2026-11-01'),
			noInvalidDate: true,
		});
		const formats = fc.constantFrom(
			'yyyyMMdd',
			'yyyyMMddHHmm',
			'yyyyMMddHHmmss',
			'yyyyMMddHHmmssSSS',
		);
		fc.assert(
			fc.property(days, formats, (day, format) => {
				const digits = DateTime.fromJSDate(day, { zone: 'utc' }).toFormat(format);
				expect(isoOf(digits)).toBeUndefined();
				expect(isoOf(Number(digits))).toBeUndefined();
			}),
			{ examples: [[new Date('2008-06-01T11:59:59.998Z'), 'yyyyMMddHHmmssSSS']] },
		);
	});

	it('is a date and hour in ten digits while its Unix time is far ahead', () => {
		const today = DateTime.utc();
		expect(isoOf(Number(today.toFormat('yyyyMMddHH')))).toBeUndefined();
		// A Unix time that happens to look like one, such as 2026112310 in March 2034, is valid.
		const soon = Math.floor(Date.now() / 1000) + 3600;
		expect(isoOf(soon)).toBe(new Date(soon * 1000).toISOString());
	});

	it.each([
		[new Date(46_205)],
		[new Date(1_768_478_400)],
		[new Date(20_261_123)],
		[DateTime.fromMillis(46_205, { zone: 'utc' })],
		[DateTime.fromSeconds(46_205, { zone: 'utc' })],
		['1970-01-01T00:00:46.205Z'],
		['1970-01-21T11:14:38.400Z'],
	])('is %p: a number was read in the wrong unit', (value) => {
		expect(readTime(value, 'UTC')).toMatchObject({
			reason: expect.stringMatching(/^is "1970-.*", which comes from a number in the wrong unit$/),
		});
	});

	it('never causes a crash, whatever the value is', () => {
		const anything = fc.oneof(
			fc.anything({ withDate: true, withBigInt: true }),
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^[\d :TZ./+-]{1,24}$/),
		);
		fc.assert(
			fc.property(anything, zones, (value, zone) => {
				const time = readTime(value, zone);
				if ('iso' in time) expect(new Date(time.iso).toISOString()).toBe(time.iso);
				else expect(time).toEqual({ reason: expect.any(String), remedy: expect.any(String) });
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('the time zone of a time without one', () => {
	it('is UTC when the name is unknown', () => {
		expect(['Europe/Berlin', 'UTC', 'Nowhere/Unknown'].map(zoneOf)).toEqual([
			'Europe/Berlin',
			'UTC',
			'UTC',
		]);
		const noon = Date.parse(MOMENT);
		const read = Date.parse(isoOf('2026-01-15T12:00', 'Nowhere/Unknown') ?? '');
		expect(Math.abs(read - noon)).toBeLessThan(DAY_MS / 24);
	});
});

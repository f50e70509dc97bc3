import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { lastDays, spanBefore } from '../../../nodes/AppcuesAnalytics/reports/periods';
import { presetRange, PRESETS } from '../../../nodes/shared/util/presetRange';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Since 2013, when the last zone skipped a whole day was over. */
const moments = fc.record({
	zone: fc.constantFrom(...ZONES),
	now: fc
		.date({
			min: new Date('2013-01-01T00:00:00Z'),
			max: new Date('2037-12-31T00:00:00Z'),
			noInvalidDate: true,
		})
		.map((date) => Math.floor(date.getTime() / 1000) * 1000),
});

const shown = (utc: number, timeZone: string) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
		utc,
	);

const before = (start: string, end: string, zone: string) => {
	const span = spanBefore({ start: Date.parse(start), end: Date.parse(end) }, zone);
	return [span.start, span.end].map((utc) => shown(utc, zone));
};

describe('the period before', () => {
	it.each([
		['a week after one with the change to summer time', '2026-04-05T22:00Z', '2026-04-12T22:00Z'],
		['the week of the change to summer time', '2026-03-22T23:00Z', '2026-03-29T22:00Z'],
		['the week of the change to winter time', '2026-10-18T22:00Z', '2026-10-25T23:00Z'],
		['a week after one with the change to winter time', '2026-10-25T23:00Z', '2026-11-01T23:00Z'],
	])('of %s is a whole week', (_, start, end) => {
		const [from = '', to = ''] = before(start, end, 'Europe/Berlin');
		expect(from).toMatch(/ 00:00:00$/);
		expect(to).toBe(shown(Date.parse(start), 'Europe/Berlin'));
		expect(Date.parse(to) - Date.parse(from)).toBe(7 * DAY_MS);
	});

	it('has as many days as the month after it', () => {
		expect(before('2026-03-01T00:00Z', '2026-04-01T00:00Z', 'UTC')).toEqual([
			'2026-01-29 00:00:00',
			'2026-03-01 00:00:00',
		]);
	});

	it('of some hours has as many hours, also where clocks change', () => {
		const span = { start: Date.parse('2026-03-29T04:00Z'), end: Date.parse('2026-03-29T09:00Z') };
		expect(spanBefore(span, 'Europe/Berlin').start).toBe(Date.parse('2026-03-28T23:00Z'));
	});

	it('of every preset ends where it starts and is as long in days', () => {
		fc.assert(
			fc.property(fc.constantFrom(...PRESETS), moments, (preset, { zone, now }) => {
				const range = presetRange(preset, now, zone);
				const previous = spanBefore(range, zone);
				expect(previous.end).toBe(range.start);
				const longer = previous.end - previous.start - (range.end - range.start);
				// Clocks may change in one of the two, or in both: by an hour, or where a zone moves, by several.
				expect(Math.abs(longer)).toBeLessThan(DAY_MS / 2);
				expect(previous.start).toBeLessThan(previous.end);
			}),
			{
				numRuns: 300,
				// A station that went back three hours in March 2018.
				examples: [['lastMonth', { zone: 'Antarctica/Casey', now: 1_522_512_000_000 }]],
			},
		);
	});

	it('never has more days than a query can span if the period has not', () => {
		fc.assert(
			fc.property(moments, fc.integer({ min: 1, max: 90 * DAY_MS }), ({ zone, now }, length) => {
				const previous = spanBefore({ start: now - length, end: now }, zone);
				expect(previous.end - previous.start).toBeLessThanOrEqual(90 * DAY_MS);
			}),
			{ numRuns: 300 },
		);
	});
});

it('takes whole seconds of the last days', () => {
	expect(lastDays(30, Date.parse('2026-11-26T05:24:58.001Z'), 'Europe/Berlin')).toEqual({
		start_time: '2026-10-27T05:24:59Z',
		end_time: '2026-11-26T05:24:59Z',
		timezone: 'Europe/Berlin',
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dateName, isNumericDate, isUnusableDate } from '../../../nodes/shared/checks/dates';

describe('date names', () => {
	it.each([
		...['date', 'Date', 'Close Date', 'createdate', 'renewal_date', 'properties.closedate.value'],
		...['birthday', 'Fecha', 'Startdatum', 'valid_to_date', 'to_date', 'photo_date'],
	])('%j is one', (name) => expect(dateName(name)).toBe('date'));

	it.each([
		...['created_at', 'createdAt', 'signed up on', 'trial-ends-at', 'signed_up', 'lastSeen'],
		...['Customer since', 'valid_until', 'Expires', 'last_update'],
	])('%j is a moment', (name) => expect(dateName(name)).toBe('moment'));

	it.each([
		...[
			'candidate',
			'update',
			'Candidate',
			'mandate',
			'plan',
			'seats',
			'MRR',
			'location',
			'Station',
		],
		...['format', 'flat', 'chat', 'dates_count', 'date_format', 'revenue', 'session_time', ''],
		...['revenue_to_date', 'Year to date', 'spendToDate', 'add_on', 'Add-on', 'addOn'],
	])('%j is not one', (name) => expect(dateName(name)).toBeUndefined());
});

describe('dates that are no day', () => {
	it.each([
		...['0000-00-00', '0000-00-00 00:00:00', '1900-01-00', '2026-13-45', '2026-06-32T10:00:00Z'],
		...['/Date(1781949600000)/', '/Date(-62135596800000)/', '/Date(1781949600000+0200)/'],
	])('%j can’t be compared', (text) => expect(isUnusableDate(text)).toBe(true));

	it.each([
		...['2026-06-20', '2026-12-31T10:00:00Z', '2026-45', '1234-56-78', '2026-00-12345', '/Date/'],
		...['0000-01-01', '2026-W25-6'],
	])('%j isn’t one of them', (text) => expect(isUnusableDate(text)).toBe(false));
});

describe('dates that are numbers', () => {
	it.each([46193, 46205.5, 20260620, '46193', '46205.84722', '20260620', '1781949600'])(
		'%j in a column of dates is one',
		(value) => expect(isNumericDate(value, 'date')).toBe(true),
	);

	it.each(['1781949600000', '1.7819496E9', 46193, '46193'])('%j is one as a moment', (value) =>
		expect(isNumericDate(value, 'moment')).toBe(true),
	);

	it.each([
		...[1781949600, 1781949600000, 2026, 0, 5, -46193, 20261345, 99999999, 73051],
		...['', '2026', '2026-06-20', 'soon', '461', '99999', '20261345', '4.6193', 'Jun 20'],
	])('%j is not one', (value) => expect(isNumericDate(value, 'date')).toBe(false));

	it('a moment can be a position, such as in a video', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.integer({ max: 36_525 }), fc.integer({ min: 55_154, max: 1e7 })),
				(n) => expect(isNumericDate(n, 'moment')).toBe(false),
			),
		);
	});

	it('timestamps are never treated as one', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date('2001-09-10'), noInvalidDate: true }), (date) => {
				const seconds = Math.floor(date.getTime() / 1000);
				for (const value of [seconds, date.getTime(), date.toISOString()]) {
					expect(isNumericDate(value, 'date')).toBe(false);
				}
			}),
		);
	});
});

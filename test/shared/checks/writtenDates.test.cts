import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { calendarDigits } from '../../../nodes/shared/checks/calendarDigits';
import { writtenDate } from '../../../nodes/shared/checks/writtenDate';

/** Whole seconds of the years that two digits mean from 1961 to 2060. */
const moments = fc
	.integer({ min: Date.UTC(1971, 0) / 1000, max: Date.UTC(2059, 11) / 1000 })
	.map((seconds) => DateTime.fromSeconds(seconds, { zone: 'utc', locale: 'en' }));

const isoOf = (time: DateTime) => time.toFormat("yyyy-MM-dd'T'HH:mm:ss");

const DATES = [
	'M/d/yyyy',
	'MM/dd/yyyy',
	'MM/dd/yy',
	'd.M.yyyy',
	'dd.MM.yy',
	'yyyy/MM/dd',
	'yyyy.M.d',
	'yyyy-M-d',
	'MMM d, yyyy',
	'MMMM d yyyy',
	'd MMM yyyy',
	'dd-MMM-yy',
	'EEE, d MMM yyyy',
	'EEEE, MMMM d, yyyy',
];

const TIMES = ['', ' H:mm', ' HH:mm:ss', ', h:mm:ss a', ' hh:mma', ' HH:mm:ss.SSS'];

describe('a written date', () => {
	it.each(DATES)('is read as written: %s', (date) => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...TIMES), (moment, time) => {
				const text = moment.toFormat(date + time);
				const read = writtenDate(text);
				const meant = isoOf(DateTime.fromFormat(text, date + time, { zone: 'utc', locale: 'en' }));
				const { format = '', otherFormat } = read ?? {};
				expect(read?.iso).toBe(meant);
				const back = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
				expect(isoOf(back)).toBe(meant);
				const mayBeSwapped = date.includes('d/') && moment.day <= 12 && moment.day !== moment.month;
				expect(otherFormat !== undefined).toBe(mayBeSwapped);
			}),
		);
	});

	it('is read both ways when day and month are ambiguous', () => {
		expect(writtenDate('05/06/2022')).toEqual({
			iso: '2022-05-06T00:00:00',
			format: 'M/d/yyyy',
			otherFormat: 'd/M/yyyy',
		});
		expect(writtenDate('05-06-2022')).toEqual({
			iso: '2022-06-05T00:00:00',
			format: 'd-M-yyyy',
			otherFormat: 'M-d-yyyy',
		});
		expect(writtenDate('31/12/2022')?.format).toBe('d/M/yyyy');
		expect(writtenDate('12.31.2022')?.format).toBe('M.d.yyyy');
	});

	it.each([
		'13/13/2022',
		'02/30/2022',
		'30.02.2022',
		'Foo 1, 2022',
		'1/2',
		'1/2/3/4',
		'',
		'1/2/123',
	])('is not %j', (text) => {
		expect(writtenDate(text)).toBeUndefined();
	});
});

describe('a date in digits', () => {
	it.each(['yyyyMMdd', 'yyyyMMddHH', 'yyyyMMddHHmm', 'yyyyMMddHHmmss', 'yyyyMMddHHmmssSSS'])(
		'is read as written: %s',
		(form) => {
			fc.assert(
				fc.property(moments, (moment) => {
					const text = moment.toFormat(form);
					const { iso, format = '' } = calendarDigits(text) ?? {};
					expect(iso).toBe(isoOf(DateTime.fromFormat(text, form, { zone: 'utc' })));
					expect(isoOf(DateTime.fromFormat(text, format, { zone: 'utc' }))).toBe(iso);
				}),
			);
		},
	);

	it.each([20_261_323, 20_260_230, 2_026_112_324, 202_611_231_060, 2026, 1_768_478_400, '', {}])(
		'is not %p',
		(value) => {
			expect(calendarDigits(value)).toBeUndefined();
		},
	);
});

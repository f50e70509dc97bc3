import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isTimeZone, utcOf } from '../../../nodes/shared/util/timeZone';

describe('a time zone', () => {
	it('is every one that the runtime knows', () => {
		for (const name of ['UTC', 'GMT', ...Intl.supportedValuesOf('timeZone')]) {
			expect([name, isTimeZone(name)]).toEqual([name, true]);
		}
	});

	it.each([
		'',
		' ',
		'+01:00',
		'-0500',
		'00:00',
		'Mars/Olympus',
		'Europe/Berlin ',
		'Z',
		'undefined',
	])('is not %j, the second time neither', (name) => {
		expect([isTimeZone(name), isTimeZone(name)]).toEqual([false, false]);
	});

	it('is not one for having been used for a time', () => {
		utcOf(0, 'Nowhere/Else');
		expect(isTimeZone('Nowhere/Else')).toBe(false);
	});

	it('may be any text: the question is always answered', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => {
				expect(typeof isTimeZone(name)).toBe('boolean');
			}),
		);
	});
});

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
	])('is not %j, also when checked again', (name) => {
		expect([isTimeZone(name), isTimeZone(name)]).toEqual([false, false]);
	});

	it('is not valid just because it was used for a time', () => {
		utcOf(0, 'Nowhere/Else');
		expect(isTimeZone('Nowhere/Else')).toBe(false);
	});

	it('can be any string: the check always returns', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => {
				expect(typeof isTimeZone(name)).toBe('boolean');
			}),
		);
	});
});

import { expect, it } from '@jest/globals';

import { byteAt, elementAt, numberAt } from '../../../nodes/shared/util/elementAt';

it('returns an element, from the end for a negative index', () => {
	expect(elementAt(['a', 'b', 'c'], 1)).toBe('b');
	expect(elementAt(['a', 'b', 'c'], -1)).toBe('c');
	expect(elementAt([0, null], 1)).toBeNull();
	expect(byteAt(Buffer.from('AB'), 1)).toBe(0x42);
	expect(numberAt(Int32Array.of(0, -7), 1)).toBe(-7);
});

it('throws for a missing element', () => {
	expect(() => elementAt([], 0)).toThrow(new RangeError('There is no element 0 of 0'));
	expect(() => elementAt(['a'], -2)).toThrow(RangeError);
	expect(() => elementAt([undefined], 0)).toThrow(RangeError);
	expect(() => byteAt(Buffer.from('AB'), 2)).toThrow(RangeError);
	expect(() => numberAt(Int32Array.of(1), -1)).toThrow(RangeError);
});

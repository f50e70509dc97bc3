import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cleanId } from '../../../nodes/shared/checks/ids';

describe('a clean ID', () => {
	it.each([
		['\u200b u', 'u'],
		['u \ufeff ', 'u'],
		['\u200b\u200d u\u200b1 \u2060', 'u1'],
		['a b', 'a b'],
		['👩\u200d💻', '👩\u200d💻'],
	])('of %j is %j', (text, id) => {
		expect(cleanId(text)).toBe(id);
	});

	it('stays unchanged', () => {
		const unit = fc.constantFrom('u', '1', ' ', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00a0');
		fc.assert(
			fc.property(fc.string({ unit }), (text) => {
				const id = cleanId(text);
				expect(cleanId(id)).toBe(id);
				expect(id.trim()).toBe(id);
			}),
		);
	});
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { encodeId, path } from '../../../nodes/shared/api/path';

const ids = fc
	.string({ unit: 'grapheme', minLength: 1, maxLength: 1000 })
	.map((id) => id.trim())
	.filter((id) => !['', '.', '..'].includes(id));

describe('API paths', () => {
	it('keep every ID in one path segment, without losing anything', () => {
		fc.assert(
			fc.property(ids, (id) => {
				const url = new URL(
					`https://api.appcues.com/v2/accounts/1${path`/segments/${id}/add_user_ids`}`,
				);
				const segments = url.pathname.split('/');
				expect(segments).toHaveLength(7);
				expect(segments[6]).toBe('add_user_ids');
				expect(decodeURIComponent(elementAt(segments, 5))).toBe(id);
				expect(url.search + url.hash).toBe('');
			}),
		);
	});

	it.each(['/', '../../flows', 'a/../b', '%2e%2e', 'a?b=c', 'a#b', 'a b', '100%', 'ü-ser', '😀'])(
		'keep %j in one path segment',
		(id) => {
			const url = new URL(`https://host/v2${path`/segments/${id}`}`);
			expect(url.pathname.split('/')).toHaveLength(4);
			expect(decodeURIComponent(elementAt(url.pathname.split('/'), 3))).toBe(id);
		},
	);

	it('trim the spaces around an ID and keep those inside', () => {
		expect(encodeId('\t acme corp \n')).toBe('acme%20corp');
	});

	it.each(['', '   ', '.', '..', ' .. ', '\uFEFF'])('refuse %j', (id) => {
		expect(() => path`/segments/${id}`).toThrow(expect.objectContaining({ name: 'InvalidInput' }));
	});

	it('refuse half of a character', () => {
		expect(() => encodeId('user-\uD83D')).toThrow(/half of a character/);
	});
});

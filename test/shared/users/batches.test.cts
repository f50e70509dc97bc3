import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { batches } from '../../../nodes/shared/users/batches';

const cut = (rows: string[], maxRows: number, maxBytes: number) => [
	...batches(rows, (row) => JSON.stringify(row), maxRows, maxBytes),
];

describe('batches', () => {
	it('end at the given number of rows', () => {
		const rows = Array.from({ length: 25_000 }, (_, index) => `user-${index}`);
		expect([...batches(rows, String, 10_000)].map((batch) => batch.rows.length)).toEqual([
			10_000, 10_000, 5_000,
		]);
	});

	it('end at 4,000,000 bytes, counted as sent', () => {
		const rows = Array.from({ length: 5 }, () => 'ü'.repeat(500_000));
		expect([...batches(rows, String, 50_000)].map((batch) => batch.rows.length)).toEqual([3, 2]);
	});

	it('lose nothing, keep the order and stay within both limits', () => {
		const rows = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 200 });
		const limits = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 500 }));
		fc.assert(
			fc.property(rows, limits, (all, [maxRows, maxBytes]) => {
				const parts = cut(all, maxRows, maxBytes);
				expect(parts.flatMap((part) => part.rows)).toEqual(all);
				for (const part of parts) {
					expect(part.texts).toEqual(part.rows.map((row) => JSON.stringify(row)));
					expect(part.rows.length).toBeGreaterThan(0);
					expect(part.rows.length).toBeLessThanOrEqual(maxRows);
					const bytes = Buffer.byteLength(part.texts.join('\n')) + 1;
					if (part.rows.length > 1) expect(bytes).toBeLessThanOrEqual(maxBytes);
				}
			}),
		);
	});

	it('are as few as the limits allow: none has room for the next one’s first row', () => {
		const rows = fc.array(fc.string({ maxLength: 20 }), { maxLength: 100 });
		fc.assert(
			fc.property(rows, (all) => {
				const parts = cut(all, 7, 100);
				parts.slice(0, -1).forEach((part, index) => {
					const grown = [...part.texts, elementAt(parts, index + 1).texts[0]];
					const bytes = Buffer.byteLength(grown.join('\n')) + 1;
					expect(grown.length > 7 || bytes > 100).toBe(true);
				});
			}),
		);
	});
});

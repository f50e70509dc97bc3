import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ZipEnd } from '../../../nodes/shared/exports/storeZip';
import { zip } from '../../../dev/fake-appcues/exports/zip.cjs';

/** Returns whether the end is found in bytes that pass in pieces of these lengths. */
function found(bytes: Uint8Array, lengths: number[]): boolean {
	const end = new ZipEnd();
	let at = 0;
	for (const length of [...lengths, bytes.length]) {
		end.see(bytes.subarray(at, at + length));
		at += length;
	}
	return end.found;
}

const archive = async (contents: Uint8Array[]) => {
	const entries = contents.map((content, n) => ({
		name: `${n}.png`,
		content: [Buffer.from(content)],
	}));
	const chunks: Buffer[] = [];
	for await (const chunk of zip(entries)) chunks.push(chunk);
	return Buffer.concat(chunks);
};

const contents = fc.array(fc.uint8Array({ maxLength: 500 }), { maxLength: 4 });
const lengths = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 10 });
const comment = fc.uint8Array({ maxLength: 65_535, size: 'max' });

describe('the end of a ZIP archive', () => {
	it('is found however the bytes are cut, also before a comment', async () => {
		await fc.assert(
			fc.asyncProperty(contents, lengths, comment, async (files, cuts, text) => {
				expect(found(Buffer.concat([await archive(files), text]), cuts)).toBe(true);
			}),
			{ numRuns: 50 },
		);
	});

	it('is missing in an archive that is cut off', async () => {
		await fc.assert(
			fc.asyncProperty(
				contents,
				lengths,
				fc.double({ min: 0, max: 1, noNaN: true }),
				async (files, cuts, part) => {
					const whole = await archive(files);
					// Its last 22 bytes are the end. With the first four of them it is found.
					const kept = whole.subarray(0, Math.floor(part * (whole.length - 19)));
					expect(found(kept, cuts)).toBe(false);
				},
			),
			{ numRuns: 50 },
		);
	});
});

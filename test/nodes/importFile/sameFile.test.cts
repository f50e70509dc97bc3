import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Changed, notedChunks, sameChunks } from '../../../nodes/AppcuesImport/file/sameFile';
import { chunked, chunkSizes } from './chunks.cjs';
import { encode } from './encode.cjs';
import { outcomeOf } from './pipeline.cjs';

/** How the second reading of a file differs from the first. */
const changes: Array<(text: string, at: number) => string> = [
	(text) => text,
	(text, at) => text.slice(0, at),
	(text) => text.slice(0, -1),
	(text) => `${text}z,1\n`,
	(text) => `${text}\n`,
	(text) => `${text}\n\n \n`,
	(text, at) => `${text.slice(0, at)}z${text.slice(at)}`,
	(text, at) => `${text.slice(0, at)}z${text.slice(at + 1)}`,
	(text) => text.replace(/\d/, '8'),
	(text) => text.replace(/(u\d,.*?)(\r?\n)(u\d,.*?)(?=\r?\n)/s, '$3$2$1'),
	(text) => `\ufeff${text}`,
	() => '',
];

const change = fc.constantFrom(...changes);
const at = fc.nat(60);

describe('the second reading of a file', () => {
	it('passes on all blocks before the first that differs, whatever the chunks are', async () => {
		const count = { same: 0, changed: 0, cutOff: 0 };
		const input = fc.record({
			text: fc.string({ unit: fc.constantFrom('u1,', '2\n', '3\r\n'), maxLength: 20 }),
			change,
			at,
			sizes: chunkSizes,
			others: chunkSizes,
			block: fc.integer({ min: 1, max: 12 }),
		});
		await fc.assert(
			fc.asyncProperty(
				input,
				async ({ text, change: changed, at: place, sizes, others, block }) => {
					const bytes = Buffer.from(text);
					const later = Buffer.from(changed(text, place));
					const hashes: string[] = [];
					expect(await all(notedChunks(chunked(bytes, sizes), hashes, block))).toEqual({ bytes });
					const again = await all(sameChunks(chunked(later, others), hashes, block));
					if (later.equals(bytes)) {
						expect(again).toEqual({ bytes });
						count.same += 1;
						return;
					}
					let same = 0;
					while (same < bytes.length && bytes[same] === later[same]) same += 1;
					expect(again.thrown).toBeInstanceOf(Changed);
					expect(again.bytes).toEqual(bytes.subarray(0, same - (same % block)));
					count[again.bytes.length > 0 ? 'cutOff' : 'changed'] += 1;
				},
			),
			{ numRuns: 500 },
		);
		for (const each of Object.values(count)) expect(each).toBeGreaterThan(20);
	});
});

async function all(chunks: AsyncIterable<Uint8Array>) {
	const read: Uint8Array[] = [];
	try {
		for await (const chunk of chunks) read.push(chunk);
	} catch (thrown) {
		return { bytes: Buffer.concat(read), thrown };
	}
	return { bytes: Buffer.concat(read) };
}

describe('a file that changes between the check and the sending', () => {
	const value = fc.string({ unit: fc.constantFrom('a', 'ü', '7', ' '), maxLength: 5 });
	const files = fc.record({
		values: fc.array(value, { minLength: 1, maxLength: 6 }),
		lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
		tail: fc.constantFrom('', '\n', '\n\n', '\r\n\r\n', '\n,\n'),
		mark: fc.constantFrom('', '\ufeff'),
		// The second is written anew, without its empty column.
		header: fc.constantFrom('user_id,n', 'user_id,n,'),
		encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const, 'iso-8859-1' as const),
	});

	it('is refused, or its parts are what was checked', async () => {
		const count = { sent: 0, refused: 0 };
		const input = fc.record({ file: files, change, at, sizes: chunkSizes });
		await fc.assert(
			fc.asyncProperty(input, async ({ file, change: changed, at: place, sizes }) => {
				const { values, lineEnd, tail, header, encoding } = file;
				const mark = encoding === 'iso-8859-1' ? '' : file.mark;
				const lines = [header, ...values.map((each, index) => `u${index},x${each}`)];
				const text = mark + lines.join(lineEnd) + tail;
				const bytes = encode(text, encoding);
				const laterText = changed(text, place);
				const later = encode(mark ? laterText : laterText.replace('\ufeff', '-'), encoding);
				const checked = await outcomeOf(bytes, { encoding, sizes });
				if (checked.refused) return;
				expect(checked.parts).toHaveLength(1);
				const got = await outcomeOf(bytes, { encoding, sizes, later });
				if (later.equals(bytes)) expect(got.parts).toEqual(checked.parts);
				else expect(got).toEqual({ parts: [], hints: [], hasChanged: true });
				count[got.hasChanged ? 'refused' : 'sent'] += 1;
			}),
			{ numRuns: 500 },
		);
		for (const each of Object.values(count)) expect(each).toBeGreaterThan(40);
	});
});

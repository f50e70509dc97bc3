import { describe, expect, it } from '@jest/globals';

import { outcomeOf } from './pipeline.cjs';

/** What a strict server refuses and another may accept. The hints are shown when it accepts. */
describe('rows that programs read in different ways', () => {
	it('with fewer cells are sent unchanged, with a hint that names the first missing column', async () => {
		const text = 'user_id,name,plan\nu-1,Ada,pro\nu-2,Tim\nu-3\n';
		const { parts, hints } = await outcomeOf(Buffer.from(text));
		expect(parts).toEqual([text]);
		expect(hints).toEqual([
			expect.stringMatching(
				/^Some rows of the file have fewer cells.*'plan' \(row 2 of "a.csv"\), 'name' \(row 3/,
			),
		]);
	});

	it('with text after a closing quote are sent unchanged, with a hint', async () => {
		const text = 'user_id,note\nu-1,ok\nu-2,"say "this" now"\n';
		const { parts, hints } = await outcomeOf(Buffer.from(text));
		expect(parts).toEqual([text]);
		expect(hints).toEqual([expect.stringMatching(/closing quote.*'note' \(row 2 of "a.csv"/)]);
	});

	it.each([
		['u-1,pro,\n', 'it has 3 cells, but the header has 2'],
		['u-1\n', undefined],
		[',pro\n', "'user_id' is empty"],
		['"u-1\n', 'A quote'],
	])('%j is refused or sent', async (row, message) => {
		const { refused, parts } = await outcomeOf(Buffer.from(`user_id,plan\n${row}`));
		if (message === undefined) expect(parts).toHaveLength(1);
		else expect(refused?.message).toContain(message);
	});

	it('are only rewritten where something changes; other cells stay the same byte by byte', async () => {
		const text = 'user_id,plan,note\r\nu-1,"pro",\r\n u-2,"a ""b""", c \r\n';
		const { parts } = await outcomeOf(Buffer.from(text));
		expect(parts).toEqual(['user_id,plan,note\nu-1,"pro",\nu-2,"a ""b""", c \n']);
	});
});

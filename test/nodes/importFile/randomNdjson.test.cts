import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { chunkSizes } from './chunks.cjs';
import { outcomeOf } from './pipeline.cjs';

const key = fc.constantFrom(
	'plan',
	' plan',
	'seats',
	'\ufeffseats',
	'città',
	'',
	'a"b',
	'__proto__',
);
const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 5 }),
	fc.constantFrom('NaN', '[object Object]', '06/20/2026', '12', '007', 'a\ufffd', 'null'),
);
const value = fc.oneof(
	text,
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.bigInt(),
	fc.boolean(),
	fc.constant(null),
	fc.array(fc.integer(), { maxLength: 2 }),
	fc.dictionary(fc.string({ maxLength: 2 }), fc.integer(), { maxKeys: 2 }),
);
const id = fc.oneof(
	fc.string({
		unit: fc.constantFrom('u', '1', ' ', '-', '\u200b', '@a.b', 'é'),
		minLength: 1,
		maxLength: 4,
	}),
	fc.bigInt({ min: 0n, max: 10n ** 20n }),
	fc.constantFrom(null, true, 5, 1.5, 'undefined'),
);

/** As JSON, with integers of any size. */
function json(given: unknown): string {
	if (typeof given === 'bigint') return String(given);
	return JSON.stringify(given);
}

const lines = fc.array(
	fc.tuple(id, fc.array(fc.tuple(key, value), { maxLength: 3 })).map(([userId, members]) => {
		const all = [...members.map(([name, given]) => `${json(name)}:${json(given)}`)];
		all.splice(members.length > 1 ? 1 : 0, 0, `"user_id":${json(userId)}`);
		return `{${all.join(', ')}}`;
	}),
	{ minLength: 1, maxLength: 6 },
);

/** The members of an object as written, because a parser would round numbers. */
function members(line: string): Array<[name: string, value: string]> {
	const found: Array<[string, string]> = [];
	let depth = 0;
	let start = 1;
	let isString = false;
	for (let at = 1; at < line.length; at += 1) {
		const sign = line[at];
		if (isString) {
			if (sign === '\\') at += 1;
			else if (sign === '"') isString = false;
		} else if (sign === '"') isString = true;
		else if (sign === '{' || sign === '[') depth += 1;
		else if (depth === 0 && (sign === ',' || sign === '}')) {
			const member = line.slice(start, at).trim();
			const name = /^"(?:[^"\\]|\\.)*"/.exec(member)?.[0];
			if (name) found.push([JSON.parse(name), member.slice(name.length + 1).trim()]);
			start = at + 1;
		} else if (sign === '}' || sign === ']') depth -= 1;
	}
	return found;
}

const clean = (name: string) => name.replaceAll(/[\ufeff\u200b]/g, '').trim();

describe('random NDJSON', () => {
	it('is refused, or arrives with all digits; what is changed or skipped gets a hint', async () => {
		const counts = { refused: 0, same: 0, hinted: 0 };
		await fc.assert(
			fc.asyncProperty(lines, chunkSizes, async (all, sizes) => {
				const bytes = Buffer.from(all.join('\n'));
				const { refused, parts, hints } = await outcomeOf(bytes, { format: 'ndjson', sizes });
				if (refused) {
					expect(parts).toEqual([]);
					counts.refused += 1;
					return;
				}
				const sent = parts.join('').trimEnd().split('\n').map(members);
				expect(sent).toHaveLength(all.length);
				all.forEach((line, row) => {
					const given = members(line).map(([name, raw]): [string, string] => [clean(name), raw]);
					for (const [name, raw] of elementAt(sent, row)) {
						const was = given.find(([other]) => other === name)?.[1];
						if (name !== 'user_id') expect(raw).toBe(was);
						else expect(JSON.parse(raw)).toBe(was?.startsWith('"') ? clean(JSON.parse(was)) : was);
					}
					if (elementAt(sent, row).length < given.length) expect(hints).not.toEqual([]);
				});
				counts[hints.length > 0 ? 'hinted' : 'same'] += 1;
			}),
			{ numRuns: 2000 },
		);
		for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50);
	});

	it('has the same outcome however the file is split into chunks', async () => {
		await fc.assert(
			fc.asyncProperty(lines, chunkSizes, async (all, sizes) => {
				const bytes = Buffer.from(all.join('\r\n'));
				const whole = await outcomeOf(bytes, { format: 'ndjson', sizes: [100_000] });
				expect(await outcomeOf(bytes, { format: 'ndjson', sizes })).toEqual(whole);
			}),
			{ numRuns: 300 },
		);
	});
});

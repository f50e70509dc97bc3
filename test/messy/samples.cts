import fc from 'fast-check';

import type { Part } from './record.cjs';

/** A part of a record as messy data has it, and what the user means. */
export interface Sample {
	part: Part;
	given: unknown;
	/** Undefined if that is unclear, or if it is sent but needs a hint. */
	meant?: unknown;
	/** Only messy as a JavaScript value: a string contains what was meant. */
	notText?: boolean;
}

const sample = (part: Part, given: unknown, meant?: unknown, notText?: boolean): Sample => ({
	part,
	given,
	...(meant !== undefined && { meant }),
	...(notText && { notText }),
});

/** Invisible characters, from files, web pages and editors. */
const hidden = fc
	.array(fc.constantFrom(' ', '\t', '\u00a0', '\ufeff', '\u200b', '\u2060', '\u202f'), {
		minLength: 1,
		maxLength: 3,
	})
	.map((signs) => signs.join(''));

const word = fc
	.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,11}$/)
	.filter((text) => !/^(nan|none|null|undefined|infinity)$/i.test(text));
const id = fc.oneof(
	word,
	fc.nat().map(String),
	fc.tuple(word, word).map((words) => words.join(' ')),
	fc.uuid(),
	fc.constantFrom('ünïcode-7', "o'brien", '李-7', 'a/b', 'user@7', '#7', '%20', '1e5'),
);
const name = fc.oneof(
	word,
	fc.tuple(word, word).map((words) => words.join(' ')),
	fc.constantFrom('plan.name', 'größe', '会社', 'a-b', '$x', '_appcuesId'),
);

/** A date that no spreadsheet needs to guess: 2001 to 2099. */
const date = fc.date({
	min: new Date('2001-09-10T00:00:00Z'),
	max: new Date('2099-12-31T23:59:59Z'),
	noInvalidDate: true,
});

const two = (number: number) => String(number).padStart(2, '0');
const parts = (at: Date) => ({
	y: at.getUTCFullYear(),
	m: two(at.getUTCMonth() + 1),
	d: two(at.getUTCDate()),
	h: two(at.getUTCHours()),
	min: two(at.getUTCMinutes()),
	s: two(at.getUTCSeconds()),
});

/** Date formats that Appcues can't compare. */
const uncomparable = date.chain((at) => {
	const { y, m, d, h, min } = parts(at);
	return fc.constantFrom(
		...[`${m}/${d}/${y}`, `${Number(m)}/${Number(d)}/${y}`, `${m}/${d}/${String(y).slice(2)}`],
		...[
			`${d}.${m}.${y}`,
			`${Number(d)}.${Number(m)}.${y} ${h}:${min}`,
			`${d}-${m}-${y}`,
			`${y}/${m}/${d}`,
		],
		...[at.toUTCString(), `${at.toString().slice(0, 24)} GMT+0000 (Coordinated Universal Time)`],
	);
});

const DAY = 86_400_000;
const serial = (at: Date) => at.getTime() / DAY + 25_569;

/** What software writes for a missing or invalid value. */
const mistake = fc.constantFrom(
	...[
		'[object Object]',
		'Invalid DateTime',
		'Invalid Date',
		'NaN',
		'undefined',
		'null',
		'#N/A',
		'#REF!',
	],
);

const unsafe = fc.integer({ min: 10, max: 900 }).map((factor) => 2 ** 53 * factor);

const around = (part: Part, of: fc.Arbitrary<string>) =>
	fc
		.tuple(fc.option(hidden, { nil: '' }), of, fc.option(hidden, { nil: '' }))
		.map(([before, text, after]) => sample(part, before + text + after, text));

const broken = fc.tuple(word, word).map(([first, second]) => `${first}\ufffd${second}`);

/** Data from spreadsheets, CRMs, databases, AI agents and mistyped expressions. */
export const messy: fc.Arbitrary<Sample> = fc.oneof(
	around('id', id),
	id.chain((text) =>
		fc
			.nat({ max: text.length })
			.map((at) => sample('id', `${text.slice(0, at)}\u200b${text.slice(at)}`, text)),
	),
	mistake.map((text) => sample('id', text)),
	fc
		.tuple(
			fc.integer({ min: 1, max: 9 }),
			fc.integer({ min: 0, max: 99_999 }),
			fc.integer({ min: 10, max: 20 }),
		)
		.map(([a, b, e]) => sample('id', `${a}.${b}E+${e}`)),
	fc.nat().map((number) => sample('id', `${number}.0`)),
	fc.nat().map((number) => sample('id', number, String(number))),
	unsafe.map((number) => sample('id', number, undefined, true)),
	fc.tuple(word, word).map(([user, host]) => sample('id', `${user}@${host}.example`)),
	broken.map((text) => sample('id', text)),
	fc.constantFrom('', ' ', '\ufeff', '\u200b').map((text) => sample('id', text)),
	fc
		.constantFrom<unknown>({ id: 1 }, [], true, [['a']])
		.map((value) => sample('id', value, undefined, true)),
	around('name', name),
	mistake.map((text) => sample('value', text)),
	uncomparable.map((text) => sample('value', text)),
	broken.map((text) => sample('value', text)),
	unsafe.map((number) => sample('value', number, undefined, true)),
	date.map((at) => sample('time', Math.floor(serial(at)), undefined)),
	date.map((at) => sample('time', serial(at), undefined)),
	date.map((at) => sample('time', String(serial(at)), undefined)),
	date.map((at) => sample('time', Number(`${parts(at).y}${parts(at).m}${parts(at).d}`))),
	date.map((at) => sample('time', parts(at).y)),
	fc.double({ min: -1, max: 1, noNaN: true }).map((number) => sample('time', number)),
	fc.integer({ min: -1_000_000, max: 99_999_999 }).map((number) => sample('time', number)),
	uncomparable.map((text) => sample('time', text)),
	mistake.map((text) => sample('time', text)),
	date.map((at) => sample('time', at.toISOString().slice(0, 19))),
	date.map((at) => sample('time', at.toISOString().slice(0, 19).replace('T', ' '))),
	date.map((at) =>
		sample(
			'time',
			Math.floor(at.getTime() / 1000),
			new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString(),
		),
	),
	date.map((at) => sample('time', at.getTime() * 1000, at.toISOString())),
	date.map((at) => sample('time', String(at.getTime()), at.toISOString())),
);

/** Data as Appcues wants it. */
export const clean: fc.Arbitrary<Sample> = fc.oneof(
	id.map((text) => sample('id', text, text)),
	name.map((text) => sample('name', text, text)),
	fc
		.oneof(
			word,
			id,
			fc.lorem({ maxCount: 5 }),
			date.map((at) => at.toISOString()),
			date.map((at) => at.toISOString().slice(0, 10)),
		)
		.map((value) => sample('value', value, value)),
	fc
		.oneof(
			fc.maxSafeInteger(),
			fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
		)
		.map((value) => sample('value', value, value, true)),
	date.map((at) => sample('time', at.toISOString(), at.toISOString())),
	date.map((at) => sample('time', at.getTime(), at.toISOString())),
);

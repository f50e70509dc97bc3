import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { guessEncoding } from '../../../nodes/AppcuesImport/file/encodingFault';
import { IsUtf8, Undecodable, utf8Chunks } from '../../../nodes/AppcuesImport/file/utf8Chunks';
import { ENCODINGS, type Encoding } from '../../../nodes/AppcuesImport/file/encodings';
import { chunked, chunkSizes } from './chunks.cjs';
import { canEncode, encode } from './encode.cjs';

/** Reads everything. An error is returned with what was read before. */
async function read(bytes: Buffer, encoding?: Encoding, sizes = [7]) {
	const pieces: Buffer[] = [];
	let thrown: unknown;
	try {
		for await (const piece of utf8Chunks(chunked(bytes, sizes), encoding)) pieces.push(piece);
	} catch (caught) {
		thrown = caught;
	}
	// Each piece ends with a complete character.
	for (const piece of pieces) expect(Buffer.from(piece.toString())).toEqual(piece);
	return { text: Buffer.concat(pieces).toString(), thrown };
}

/** Typical text in each encoding. */
const WORDS: Record<Encoding, string> = {
	big5: '臺北市信義區,訂閱方案',
	'euc-jp': '東京都,プラン変更',
	'euc-kr': '서울특별시,요금제',
	gb18030: '北京市,付费计划',
	'iso-8859-1': 'Zoë,München,Ålesund',
	'iso-8859-15': 'Zoë,5 €,œuvre',
	'iso-8859-2': 'Łódź,Wrocław,Žižkov',
	macintosh: 'Zoë,München,café',
	shift_jis: '東京都,プラン変更',
	'utf-16be': 'Zoë,東京,😀',
	'utf-16le': 'Zoë,東京,😀',
	'utf-8': 'Zoë,東京,😀',
	'windows-1250': 'Łódź,Wrocław,Žižkov',
	'windows-1251': 'Москва,Санкт-Петербург',
	'windows-1252': 'Zoë,5 €,it’s',
};

const encodings = Object.keys(ENCODINGS) as Encoding[];
const encoding = fc.constantFrom(...encodings);

describe('a file in another encoding', () => {
	it.each(encodings)(
		'%s is read when it is selected, however it is split into chunks',
		async (name) => {
			const unit = fc.constantFrom(...WORDS[name], 'a', ',', '\n', '"', '0', '~');
			const texts = fc.string({ unit, maxLength: 40 }).filter((text) => text !== '');
			await fc.assert(
				fc.asyncProperty(texts, chunkSizes, async (text, sizes) => {
					const got = await read(encode(text, name), name, sizes);
					if (got.thrown instanceof IsUtf8) return;
					expect(got).toEqual({ text, thrown: undefined });
				}),
				{ numRuns: 50 },
			);
		},
	);

	it.each<[Encoding, number[], string]>([
		['windows-1252', [0x80, 0x92, 0x8e, 0x9f], '€’ŽŸ'],
		['iso-8859-1', [0x80, 0x92, 0xe9], '€’é'],
		['iso-8859-15', [0xa4, 0xbd], '€œ'],
		['windows-1250', [0xa3, 0x9c], 'Łś'],
		['windows-1251', [0xcf, 0xf0, 0xb8], 'Прё'],
		['macintosh', [0x9f, 0x8e, 0xdb], 'üé€'],
	])('%s: %j is %s', async (name, bytes, text) => {
		expect(await read(Buffer.from([0x61, ...bytes]), name)).toMatchObject({ text: `a${text}` });
	});

	it.each<[Encoding, number[]]>([
		['windows-1252', [0x81]],
		['iso-8859-15', [0x92]],
		['iso-8859-2', [0x8a]],
		['windows-1250', [0x81]],
		['shift_jis', [0x82, 0x20]],
		['shift_jis', [0xff]],
		['euc-jp', [0xa4]],
		['euc-kr', [0xb0, 0x20]],
		['gb18030', [0xff]],
		['big5', [0xa4]],
		['utf-16le', [0x61]],
		['utf-16le', [0x00, 0xd8]],
		['utf-16be', [0xdc, 0x00]],
		['utf-16le', [0x00, 0x00]],
		['windows-1252', [0x00]],
	])('%s has no %j: the lines before it are returned, then it is refused', async (name, bytes) => {
		const start = encode('user_id\nok', name);
		for (const size of [1, 3, 1000]) {
			const got = await read(Buffer.concat([start, Buffer.from(bytes)]), name, [size]);
			// In East Asian encodings, words are decoded as a whole.
			expect(['user_id\nok', 'user_id\n']).toContain(got.text);
			expect(got.thrown).toBeInstanceOf(Undecodable);
		}
	});

	it.each(encodings.filter((name) => !name.startsWith('utf-')))(
		'%s is refused for a UTF-8 file',
		async (name) => {
			const { thrown } = await read(Buffer.from('user_id,name\nu-1,Zoë\nu-2,東京\n'), name);
			expect(thrown instanceof IsUtf8 || thrown instanceof Undecodable).toBe(true);
			if (thrown instanceof Undecodable) expect(guessEncoding(thrown.sample)).toBe('utf-8');
			expect((await read(Buffer.from('user_id\nu-1\n'), name)).thrown).toBeUndefined();
		},
	);
});

describe('a byte order mark', () => {
	it.each<[Encoding, number[]]>([
		['utf-8', [0xef, 0xbb, 0xbf]],
		['utf-8', [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]],
		['utf-16le', [0xff, 0xfe]],
		['utf-16be', [0xfe, 0xff]],
	])('of %s (%j) overrides the selected encoding, and is removed', async (name, mark) => {
		const bytes = Buffer.concat([Buffer.from(mark), encode('a,Zoë 😀', name)]);
		await fc.assert(
			fc.asyncProperty(
				fc.option(encoding, { nil: undefined }),
				chunkSizes,
				async (chosen, sizes) => {
					expect(await read(bytes, chosen, sizes)).toEqual({ text: 'a,Zoë 😀', thrown: undefined });
				},
			),
			{ numRuns: 40 },
		);
	});

	it('can be the whole file', async () => {
		for (const mark of [[0xef, 0xbb, 0xbf], [0xff, 0xfe], []]) {
			expect(await read(Buffer.from(mark), undefined, [1])).toEqual({
				text: '',
				thrown: undefined,
			});
		}
	});
});

describe('UTF-8', () => {
	it('is returned up to the first invalid byte, wherever chunks end', async () => {
		const text = fc
			.string({ unit: 'binary', maxLength: 30 })
			.map((value) => value.replaceAll('\0', ''));
		const bytes = fc.uint8Array({ maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(text, bytes, text, chunkSizes, async (before, middle, after, sizes) => {
				const all = Buffer.concat([Buffer.from(`x${before}`), middle, Buffer.from(after)]);
				const got = await read(all, undefined, sizes);
				const isValid = isUtf8(all) && !all.includes(0);
				expect(got.thrown === undefined).toBe(isValid || hasOtherMark(all));
				if (isValid) expect(got.text).toBe(all.toString());
				else expect(all.toString().startsWith(got.text)).toBe(true);
			}),
		);
	});

	it('does not end within a character', async () => {
		const got = await read(Buffer.from('a,Zoë').subarray(0, -1), undefined, [1]);
		expect(got.text).toBe('a,Zo');
		expect(got.thrown).toBeInstanceOf(Undecodable);
	});
});

const hasOtherMark = (bytes: Buffer) => bytes[0] === 0xff || bytes[0] === 0xfe;

function isUtf8(bytes: Buffer): boolean {
	return Buffer.from(bytes.toString()).equals(bytes);
}

describe('the encoding of a file that is not UTF-8', () => {
	const guess = async (text: string, name: Encoding) => {
		const { thrown } = await read(encode(text, name), undefined, [1000]);
		return thrown instanceof Undecodable ? guessEncoding(thrown.sample) : thrown;
	};

	const FILES: Array<[Encoding, string]> = [
		['windows-1252', 'user_id,name\nu-1,Zoë\n'],
		['windows-1252', 'user_id,city\nu-1,München\nu-2,Köln\nu-3,São Paulo\nu-4,Århus\n'],
		['windows-1252', 'user_id,note\nu-1,it’s 5 €\n'],
		['windows-1252', 'user_id,Größe\nu-1,L\n'],
		['windows-1252', 'user_id,price\nu-1,£5 – £7\n'],
		['windows-1252', 'user_id,note\nu-1,He said “no”…\nu-2,the “pro” plan\n'],
		['windows-1252', 'user_id,name\nu-1,Étienne\nu-2,Françoise\nu-3,Lœtitia\n'],
		['macintosh', 'user_id,city\nu-1,München\nu-2,Köln\nu-3,Málaga\n'],
		['macintosh', 'user_id,name\nu-1,Zoë\nu-2,René\n'],
		['windows-1251', 'user_id,city\nu-1,Москва\nu-2,Казань\nu-3,Новосибирск\n'],
		[
			'shift_jis',
			'user_id,name,note\nu-1,田中さくら,東京のプランを変更しました\nu-2,鈴木一郎,メールで連絡\n',
		],
		[
			'euc-jp',
			'user_id,name,note\nu-1,田中さくら,東京のプランを変更しました\nu-2,鈴木一郎,メールで連絡\n',
		],
		[
			'euc-kr',
			'user_id,name,note\nu-1,김민수,서울에서 요금제를 변경했습니다\nu-2,이영희,이메일로 연락\n',
		],
		['gb18030', 'user_id,name,note\nu-1,王小明,在北京升级了付费计划\nu-2,李华,通过电子邮件联系\n'],
		['big5', 'user_id,name,note\nu-1,王小明,在臺北升級了付費方案\nu-2,陳美玲,請透過電子郵件聯絡\n'],
		['utf-16le', 'user_id,name\nu-1,Zoë\n'],
		['utf-16be', 'user_id,name\nu-1,Zoë\n'],
		['utf-16le', '"user_id","name"\n"u-1","Zoë"\n'],
		['utf-16be', '"user_id","name"\n"u-1","Zoë"\n'],
	];

	it.each(FILES)('is %s for %j', async (name, text) => {
		expect(canEncode(text, name)).toBe(true);
		expect(await guess(text, name)).toBe(name);
	});

	it('is not guessed for bytes that are not text', async () => {
		const bytes = Buffer.from([0x61, 0, 1, 2, 0xff, 0x80, 7, 9, 0x91]);
		const { thrown } = await read(bytes);
		expect(thrown instanceof Undecodable && guessEncoding(thrown.sample)).toBeUndefined();
	});
});

import { InvalidInput } from '../../shared/util/invalidInput';
import { decoderFor } from './decoders';
import type { Encoding } from './encodings';
import { ENCODINGS, ENCODING_LABEL } from './encodings';
import { capitalized } from './fieldChecks';
import type { Sample } from './pieceDecoder';
import type { IsUtf8, Undecodable } from './utf8Chunks';
import { invalidUtf8At, wholeUtf8 } from './utf8';
import { byteAt } from '../../shared/util/elementAt';

const SAVE_AS_UTF_8 = 'save the file as "CSV UTF-8"';

/**
 * Returns an error that says that a file has another encoding, which one is likely, and what to do.
 *
 * @param where the first invalid byte is: `row 3 of "people.csv"`
 */
export function encodingFault(
	{ encoding, sample, isCutOff }: Undecodable,
	where: string,
): InvalidInput {
	if (isCutOff) {
		return new InvalidInput(
			`${capitalized(where)} ends in the middle of a character`,
			`The rest of the file is missing, or it isn't ${ENCODINGS[encoding]}. Check the node that created it, and '${ENCODING_LABEL}' in 'Options'.`,
		);
	}
	const message = `${capitalized(where)} isn't valid ${ENCODINGS[encoding]}`;
	const guess = guessEncoding(sample);
	if (guess !== undefined && guess !== encoding) {
		return new InvalidInput(
			message,
			`It looks like ${ENCODINGS[guess]}${asSavedBy(guess)}. Set '${ENCODING_LABEL}' in 'Options' to '${ENCODINGS[guess]}', or ${SAVE_AS_UTF_8}.`,
		);
	}
	return new InvalidInput(
		message,
		sample.bytes.includes(0)
			? `It contains NUL bytes, so it isn't a text file. Check the node that created it.`
			: `Set '${ENCODING_LABEL}' in 'Options' to the encoding of the file, or ${SAVE_AS_UTF_8}.`,
	);
}

function asSavedBy(encoding: Encoding): string {
	if (encoding === 'windows-1252') return ', which Excel saves as "CSV (Comma delimited)"';
	if (encoding === 'macintosh') return ', which Excel saves as "CSV (Macintosh)"';
	return encoding.startsWith('utf-16') ? ' without a byte order mark' : '';
}

/** Returns an error that says that the file is in UTF-8, not in the encoding that the user chose. */
export function notThatEncoding({ encoding }: IsUtf8, name: string): InvalidInput {
	return new InvalidInput(
		`The file "${name}" is in UTF-8, not in ${ENCODINGS[encoding]}`,
		`Remove '${ENCODING_LABEL}' from 'Options', or set it to 'Detect'.`,
	);
}

/**
 * Returns the likely encoding of bytes that are invalid in another one.
 *
 * @returns undefined if it is unknown
 */
export function guessEncoding({ bytes, at }: Sample): Encoding | undefined {
	if (bytes.includes(0)) return utf16Of(bytes, at);
	if (invalidUtf8At(bytes.subarray(0, wholeUtf8(bytes))) === -1) return 'utf-8';
	return latinOf(bytes) ?? asianOf(bytes) ?? (isCyrillic(bytes) ? 'windows-1251' : undefined);
}

/** Recognizes UTF-16 without a mark: if almost all characters are ASCII, every second byte is NUL. */
function utf16Of(sample: Uint8Array, first: number): Encoding | undefined {
	const nuls = [...sample.keys()].filter((at) => sample[at] === 0);
	const like = nuls.filter((at) => ((at - first) & 1) === 0).length;
	const unlike = nuls.length - like;
	if (unlike > like / 10 || like < Math.max(2, sample.length * 0.35)) return undefined;
	// A file starts with an ASCII character. In little-endian, its NUL is the second byte.
	return first === 0 ? 'utf-16be' : 'utf-16le';
}

const isHigh = (byte: number | undefined) => byte !== undefined && byte >= 0x80;

const isLetter = (byte: number | undefined) => byte !== undefined && /[A-Za-z]/.test(letter(byte));

const letter = (byte: number) => String.fromCharCode(byte);

/**
 * Characters of Windows-1252 other than letters: € … quotes, dashes, ™ and signs such as £ § © ® °. Opening quotes don't
 * follow a letter.
 */
const WINDOWS_SIGNS = /[\x80\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xba\xbb]/;

/** Lowercase letters with accents in Macintosh, such as é ü ö ë. In Windows-1252, they are signs, or letters such as Ž and Ÿ. */
const MACINTOSH_LETTERS = /[\x87-\x91\x93\x95\x98\x9a-\x9f]/;

/** Recognizes Windows-1252 and Macintosh: in both, é and ü are single bytes, or pairs in a word, such as `öß`. */
function latinOf(sample: Uint8Array): Encoding | undefined {
	let high = 0;
	let alone = 0;
	let windows = 0;
	let macintosh = 0;
	for (let at = 0; at < sample.length; at += 1) {
		const start = at;
		while (isHigh(sample[at])) at += 1;
		const run = sample.subarray(start, at);
		const [isBehindLetter, isBeforeLetter] = [isLetter(sample[start - 1]), isLetter(sample[at])];
		const isInWord = isBehindLetter || isBeforeLetter;
		high += run.length;
		if (run.length < 2 || (run.length === 2 && isBehindLetter && isBeforeLetter)) {
			alone += run.length;
		} else alone += run.filter(isWindowsSign).length;
		for (const byte of run) {
			if (isInWord && MACINTOSH_LETTERS.test(letter(byte))) macintosh += 1;
			else if (byte >= 0xc0 || isWindowsSign(byte)) windows += 1;
		}
	}
	if (alone < high * 0.7 || windows + macintosh < high * 0.7) return undefined;
	return macintosh > windows ? 'macintosh' : 'windows-1252';
}

const isWindowsSign = (byte: number) => WINDOWS_SIGNS.test(letter(byte));

/** The everyday characters of each encoding. Their share of the non-ASCII characters shows how likely it is. */
const ASIAN: ReadonlyArray<readonly [encoding: Encoding, everyday: RegExp]> = [
	['shift_jis', /[\u3001\u3002\u3041-\u30fe\u4e00-\u9fff]/g],
	['euc-jp', /[\u3001\u3002\u3041-\u30fe\u4e00-\u9fff]/g],
	['euc-kr', /[\uac00-\ud7a3]/g],
	['gb18030', /[\u3001\u3002\uff0c\u4e00-\u9fff]/g],
	['big5', /[\u3001\u3002\uff0c\u4e00-\u9fff]/g],
];

/** Distinguishes Japanese from Chinese if both are valid. */
const KANA = /[\u3041-\u30fe]/g;

const NON_ASCII = /[^\0-\x7f]/g;

function asianOf(sample: Uint8Array): Encoding | undefined {
	let best: Encoding | undefined;
	let bestScore = 0.8;
	for (const [encoding, everyday] of ASIAN) {
		const score = scoreOf(sample, encoding, everyday);
		if (score > bestScore) [best, bestScore] = [encoding, score];
	}
	return best;
}

function scoreOf(sample: Uint8Array, encoding: Encoding, everyday: RegExp): number {
	const decoder = decoderFor(encoding);
	const { text, bad } = decoder.push(Buffer.from(sample));
	if (bad) return 0;
	const read = text.toString();
	const count = (pattern: RegExp) => read.match(pattern)?.length ?? 0;
	const all = count(NON_ASCII);
	if (all === 0) return 0;
	const kana = count(KANA) / all;
	const share = count(everyday) / all;
	if (encoding === 'shift_jis' || encoding === 'euc-jp') return share * (0.85 + kana);
	if (encoding === 'euc-kr') return share;
	return kana > 0.1 ? 0 : share * commonShare(sample, encoding);
}

/** Returns the share of common characters. They have the lowest first bytes in these encodings. */
function commonShare(sample: Uint8Array, encoding: Encoding): number {
	const [from, to] = encoding === 'big5' ? ([0xa4, 0xc6] as const) : ([0xb0, 0xd7] as const);
	let characters = 0;
	let common = 0;
	for (let at = 0; at < sample.length; at += 1) {
		const byte = byteAt(sample, at);
		if (!isHigh(byte)) continue;
		characters += 1;
		const wide = encoding === 'big5' || isHigh(sample[at + 1]);
		if (byte >= from && byte <= to && wide) common += 1;
		at += 1;
	}
	return characters === 0 ? 0 : common / characters;
}

/** Returns whether the bytes are words of Cyrillic letters, which are the upper quarter of all bytes. */
function isCyrillic(sample: Uint8Array): boolean {
	const high = sample.filter((byte) => byte >= 0x80);
	return high.filter((byte) => byte >= 0xc0).length >= high.length * 0.8;
}

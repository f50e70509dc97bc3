import { InvalidInput } from '../../shared/util/invalidInput';
import { decoderFor } from './decoders';
import type { Encoding } from './encodings';
import { ENCODINGS, ENCODING_LABEL } from './encodings';
import { capitalized } from './fieldChecks';
import type { Sample } from './pieceDecoder';
import type { IsUtf8, Undecodable } from './utf8Chunks';
import { invalidUtf8At, wholeUtf8 } from './utf8';

const SAVE_AGAIN = 'save the file as "CSV UTF-8"';

/**
 * Says that a file isn't text in the encoding in which it is read, which encoding is likely, and what to do.
 *
 * @param where the first bad byte is: `row 3 of "people.csv"`
 */
export function encodingFault({ encoding, sample }: Undecodable, where: string): InvalidInput {
	const message = `${capitalized(where)} is not text in ${ENCODINGS[encoding]}`;
	const guess = guessEncoding(sample);
	if (guess !== undefined && guess !== encoding) {
		return new InvalidInput(
			message,
			`It looks like ${ENCODINGS[guess]}${asSavedBy(guess)}. Set '${ENCODING_LABEL}' in 'Options' to '${ENCODINGS[guess]}', or ${SAVE_AGAIN}.`,
		);
	}
	return new InvalidInput(
		message,
		sample.bytes.includes(0)
			? `It contains NUL bytes, as files do that aren't text. Check the node that made it.`
			: `Set '${ENCODING_LABEL}' in 'Options' to the encoding of the file, or ${SAVE_AGAIN}.`,
	);
}

function asSavedBy(encoding: Encoding): string {
	if (encoding === 'windows-1252') return ', which Excel saves as "CSV (Comma delimited)"';
	if (encoding === 'macintosh') return ', which Excel saves as "CSV (Macintosh)"';
	return encoding.startsWith('utf-16') ? ' without a byte order mark' : '';
}

/** Says that the encoding that the user chose isn't that of the file. */
export function notThatEncoding({ encoding }: IsUtf8, name: string): InvalidInput {
	return new InvalidInput(
		`The file "${name}" is in UTF-8, not in ${ENCODINGS[encoding]}`,
		`Remove '${ENCODING_LABEL}' from 'Options', or set it to 'Detect'.`,
	);
}

/**
 * Says which encoding is likely for bytes that aren't valid in the one in which they were read.
 *
 * @returns undefined when it can't be told
 */
export function guessEncoding({ bytes, at }: Sample): Encoding | undefined {
	if (bytes.includes(0)) return utf16Of(bytes, at);
	if (invalidUtf8At(bytes.subarray(0, wholeUtf8(bytes))) === -1) return 'utf-8';
	return latinOf(bytes) ?? asianOf(bytes) ?? (isCyrillic(bytes) ? 'windows-1251' : undefined);
}

/** Without a mark, UTF-16 shows by its NULs: every second byte, as nearly all is ASCII. */
function utf16Of(sample: Uint8Array, first: number): Encoding | undefined {
	const nuls = [0, 0];
	for (const [at, byte] of sample.entries()) if (byte === 0) nuls[(at - first) & 1] += 1;
	const [like, unlike] = nuls;
	if (unlike > like / 10 || like < Math.max(2, sample.length * 0.35)) return undefined;
	// A file starts with an ASCII character, whose NUL comes second in little-endian.
	return first === 0 ? 'utf-16be' : 'utf-16le';
}

const isHigh = (byte: number | undefined) => byte !== undefined && byte >= 0x80;

const isLetter = (byte: number | undefined) => byte !== undefined && /[A-Za-z]/.test(letter(byte));

const letter = (byte: number) => String.fromCharCode(byte);

/**
 * What texts in Windows-1252 have besides letters: € … quotes, dashes, ™ and signs such as £ § © ® °. Opening quotes don't
 * follow a letter.
 */
const WINDOWS_SIGNS = /[\x80\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xba\xbb]/;

/** Small letters with accents in Macintosh, such as é ü ö ë. In Windows-1252 these are signs, or letters such as Ž and Ÿ. */
const MACINTOSH_LETTERS = /[\x87-\x91\x93\x95\x98\x9a-\x9f]/;

/** Both encode é and ü by bytes that stand alone, or by twos within a word, such as `öß`. */
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

/** How typical a text is for an encoding: the share of its characters beyond ASCII that are in everyday use there. */
const ASIAN: ReadonlyArray<readonly [encoding: Encoding, everyday: RegExp]> = [
	['shift_jis', /[\u3001\u3002\u3041-\u30fe\u4e00-\u9fff]/g],
	['euc-jp', /[\u3001\u3002\u3041-\u30fe\u4e00-\u9fff]/g],
	['euc-kr', /[\uac00-\ud7a3]/g],
	['gb18030', /[\u3001\u3002\uff0c\u4e00-\u9fff]/g],
	['big5', /[\u3001\u3002\uff0c\u4e00-\u9fff]/g],
];

/** What tells Chinese and Japanese apart when both can be read. */
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

/** Standards put the common characters first: by its first bytes a text shows whether it consists of them. */
function commonShare(sample: Uint8Array, encoding: Encoding): number {
	const [from, to] = encoding === 'big5' ? [0xa4, 0xc6] : [0xb0, 0xd7];
	let characters = 0;
	let common = 0;
	for (let at = 0; at < sample.length; at += 1) {
		if (!isHigh(sample[at])) continue;
		characters += 1;
		const wide = encoding === 'big5' || isHigh(sample[at + 1]);
		if (sample[at] >= from && sample[at] <= to && wide) common += 1;
		at += 1;
	}
	return characters === 0 ? 0 : common / characters;
}

/** Whole words of letters, which lie in the upper quarter. */
function isCyrillic(sample: Uint8Array): boolean {
	const high = sample.filter((byte) => byte >= 0x80);
	return high.filter((byte) => byte >= 0xc0).length >= high.length * 0.8;
}

import fc from 'fast-check';
import { entryOf } from '../../dev/elements.cjs';

/** A way to write text, as servers and proxies do when they echo a request. */
export type Encoding = (text: string) => string;

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const perByte = (write: (byte: number) => string) => (text: string) =>
	[...utf8(text)].map(write).join('');
const perUnit = (write: (unit: number, character: string) => string) => (text: string) =>
	Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at), text.charAt(at))).join(
		'',
	);
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

/** Encodings that write one character after the other. */
export const ESCAPES: Record<string, Encoding> = {
	plain: (text) => text,
	'percent-encoded': (text) => encodeURIComponent(text),
	'percent-encoded, every byte': perByte((byte) => `%${hex(byte, 2)}`),
	'percent-encoded, in capitals': perByte((byte) => `%${hex(byte, 2).toUpperCase()}`),
	'percent-encoded, every second byte': (text) =>
		[...utf8(text)]
			.map((byte, at) =>
				at % 2 === 0 && byte < 0x80 ? String.fromCharCode(byte) : `%${hex(byte, 2)}`,
			)
			.join(''),
	'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	JSON: (text) => JSON.stringify(text).slice(1, -1),
	'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)).slice(1, -1),
	'JSON, with slashes escaped': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
	'JSON, every character': perUnit((unit) => `\\u${hex(unit, 4)}`),
	'Python, every byte': perByte((byte) => `\\x${hex(byte, 2)}`),
	HTML: (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&#39;'),
	'HTML, every character': perUnit((unit) => `&#${unit};`),
	'HTML, in hexadecimal': perUnit((unit) => `&#x${hex(unit, 2)};`),
	'with a line break in every 10': (text) => text.replace(/.{10}/g, '$&\n'),
};

/** Encodings that turn several bytes into several characters. `before` and `after` surround the text. */
export const CODES: Record<string, (text: string, before: string, after: string) => string> = {
	none: (text) => text,
	Base64: (text) => utf8(text).toString('base64'),
	'Base64 without padding': (text) => utf8(text).toString('base64').replace(/=+$/, ''),
	'Base64 for URLs': (text) => utf8(text).toString('base64url'),
	'Base64 of more': (text, before, after) => utf8(before + text + after).toString('base64'),
	'Base64 of more, for URLs': (text, before, after) =>
		utf8(before + text + after).toString('base64url'),
	hexadecimal: (text) => utf8(text).toString('hex'),
};

/** Any case in which a proxy may quote a header. */
export const CASES: Record<string, Encoding> = {
	'as it is': (text) => text,
	'in capitals': (text) => text.toUpperCase(),
	'in lower case': (text) => text.toLowerCase(),
};

const token = (characters: string, lengths: { minLength: number; maxLength: number }) =>
	fc.string({ unit: fc.constantFrom(...characters), ...lengths });

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Keys and secrets, as services generate them and unusual ones. Without surrounding spaces, which the package
 * removes.
 */
export const secret = fc
	.oneof(
		fc.uuid(),
		token('0123456789abcdef', { minLength: 20, maxLength: 64 }),
		token(ALPHANUMERIC, { minLength: 12, maxLength: 48 }),
		token(`${ALPHANUMERIC}+/`, { minLength: 16, maxLength: 64 }).map((text) => `${text}==`),
		token(`${ALPHANUMERIC}-_.~!$&'()*+,;=%"\\<>@:/?#[]{}|^\``, { minLength: 16, maxLength: 48 }),
	)
	.filter((text) => text.trim() === text && !text.startsWith('=') && isVaried(text));

/** "aaaaaaaa" occurs in any text. */
const isVaried = (text: string) => new Set(text.toLowerCase()).size >= 8;

/** How a server writes a secret: encoded, in some case, escaped. */
export const writing = fc.record({
	code: fc.constantFrom(...Object.keys(CODES)),
	letters: fc.constantFrom(...Object.keys(CASES)),
	escape: fc.constantFrom(...Object.keys(ESCAPES)),
	before: token(ALPHANUMERIC, { minLength: 0, maxLength: 5 }),
	after: token(ALPHANUMERIC, { minLength: 0, maxLength: 5 }),
});

type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

/** A secret in written form. */
export function written(text: string, { code, letters, escape, before, after }: Writing): string {
	return entryOf(
		ESCAPES,
		escape,
	)(entryOf(CASES, letters)(entryOf(CODES, code)(text, before, after)));
}

/** Removes escapes as far as possible, independently of the package's code. */
function plain(text: string): string {
	const steps: Array<(each: string) => string> = [
		(each) => each.replace(/%([0-9a-f]{2})/gi, (_, code: string) => character(parseInt(code, 16))),
		(each) =>
			each.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => character(parseInt(code, 16))),
		(each) =>
			each.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => character(parseInt(code, 16))),
		(each) => each.replace(/&#x([0-9a-f]+);/gi, (_, code: string) => character(parseInt(code, 16))),
		(each) => each.replace(/&#(\d+);/g, (_, code: string) => character(Number(code))),
		(each) =>
			each
				.replaceAll('&amp;', '&')
				.replaceAll('&lt;', '<')
				.replaceAll('&gt;', '>')
				.replaceAll('&quot;', '"'),
		(each) => each.replace(/\\(["'\\/])/g, '$1'),
	];
	return steps.reduce((result, step) => step(result), text);
}

const character = (code: number) => String.fromCharCode(code);

/** How many consecutive characters of a secret count as a leak. */
const PIECE = 8;

/**
 * Finds parts of secrets in a text, in any encoding that {@link written} produces.
 *
 * @returns what was found, or nothing if there is no leak
 */
export function leaksIn(text: string, secrets: string[]): string[] {
	const once = plain(text);
	const places = [text, once, plain(once), plain(plain(once))].map((each) =>
		each.toLowerCase().replace(/\s|\\n/g, ''),
	);
	return piecesOf(secrets).filter((piece) => places.some((place) => place.includes(piece)));
}

function piecesOf(secrets: string[]): string[] {
	const pieces = secrets.flatMap((whole) =>
		Array.from({ length: whole.length - PIECE + 1 }, (_, at) => whole.slice(at, at + PIECE)),
	);
	const encoded = pieces.flatMap((piece) => [
		piece,
		utf8(piece).toString('hex'),
		...[0, 1, 2].map((before) => {
			const base64 = utf8('x'.repeat(before) + piece).toString('base64');
			return base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + PIECE) * 8) / 6));
		}),
	]);
	const forUrls = encoded.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([...encoded, ...forUrls].map((each) => each.toLowerCase()))];
}

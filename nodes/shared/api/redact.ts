import { bytesOf, layersOf, textOfBytes } from './escapes';
import type { Layer } from './escapes';
import { elementAt } from '../util/elementAt';

/**
 * Removes the keys and secrets of a credential from a text, however they are encoded: plain, percent-encoded, escaped for
 * JSON or HTML, as Base64 or hexadecimal, in any case, truncated, or in a `Basic` header.
 */
export type Redact = (text: string) => string;

/**
 * How many consecutive characters of a secret, or of its encodings, are redacted. A server may cut a text anywhere.
 * Shorter pieces stay: they reveal nothing, and ordinary words contain them.
 */
const PIECE = 8;

/** A secret shorter than a piece is redacted only as a whole and in its own case, if it has this many characters. */
const SHORTEST = 6;

/** What replaces a secret, as bytes. */
const GAP = bytesOf('…');

/** Line breaks, spaces and NULs, which servers put into long strings. */
const BLANKS = /[\0- \x7f]+/g;
const NO_BLANK = /[^\0- \x7f]/g;

/** A header with credentials, quoted as text, JSON or a table of HTML. */
const HEADER =
	/(authorization[^a-z0-9]{1,20}(?:t[dhr][^a-z0-9]{1,20}){0,3}(?:basic|bearer|token)[\s+:=]{1,4})([^\s"'<>,;&\\]+)/gi;

/** The value of such a header alone. "Basic authentication" is none: it decodes to nothing readable. */
const BASIC = /(\bbasic[\s+]{1,4})([a-z0-9+/_-]{8,}={0,2})/gi;
const READABLE = /^[ -~]+$/;

/** What a text is searched for. */
interface Needles {
	/** All pieces of all secrets in all encodings, in lowercase. */
	pieces: Set<string>;
	/** Secrets that are shorter than a piece. */
	whole: Set<string>;
}

/**
 * Creates the function that removes a credential's secrets from texts. It prepares the search when it gets the first
 * text.
 *
 * @param credential `appcuesApi`, as n8n returns it
 */
export function redactor(credential: Record<string, unknown>): Redact {
	let needles: Needles | undefined;
	return (text) =>
		text.length < SHORTEST ? text : redacted(text, (needles ??= needlesOf(credential)));
}

/**
 * Returns a copy of an object with all strings redacted, including field names.
 *
 * @param kept fields whose values stay as they are, at any depth
 */
export function redactFields<Fields extends object>(
	fields: Fields,
	redact: Redact,
	kept: ReadonlySet<string>,
): Fields {
	const redactValue = (value: unknown): unknown => {
		if (typeof value === 'string') return redact(value);
		if (Array.isArray(value)) return value.map(redactValue);
		return typeof value === 'object' && value !== null ? redactFields(value, redact, kept) : value;
	};
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) =>
			kept.has(name) ? [name, value] : [redact(name), redactValue(value)],
		),
	) as Fields;
}

function needlesOf(credential: Record<string, unknown>): Needles {
	const needles: Needles = { pieces: new Set(), whole: new Set() };
	for (const secret of secretsIn(credential)) {
		for (const form of formsOf(secret)) add(needles, form.replace(BLANKS, ''));
	}
	return needles;
}

function add({ pieces, whole }: Needles, form: string): void {
	if (form.length < PIECE) {
		if (form.length >= SHORTEST) whole.add(form);
		return;
	}
	const small = lowered(form);
	for (let at = 0; at + PIECE <= small.length; at += 1) pieces.add(small.slice(at, at + PIECE));
}

/** Returns the secrets, and the value of the header that contains them. */
function secretsIn({ baseUrl, ...credential }: Record<string, unknown>): Buffer[] {
	const key = textOf(credential.apiKey);
	const secret = textOf(credential.apiSecret);
	const webhookSecret = textOf(credential.webhookSecret);
	const address = textOf(baseUrl);
	const password = URL.canParse(address) ? new URL(address).password : '';
	const pair = `${key}:${secret}`;
	return [key, secret, webhookSecret, password, ...(pair === ':' ? [] : [pair, base64(pair)])].map(
		(text) => Buffer.from(text, 'utf8'),
	);
}

const textOf = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** Returns all encodings of a secret except escapes: the text is unescaped instead. */
function formsOf(secret: Buffer): string[] {
	const forms = [secret.toString('hex')];
	// A secret can look like an escape itself, which is then unescaped in the text, too.
	for (const { text } of layersOf(secret.toString('latin1'))) {
		forms.push(text, text.replaceAll(' ', '+'));
	}
	for (const before of [0, 1, 2]) {
		const encoded = Buffer.concat([Buffer.alloc(before), secret]).toString('base64');
		// Only the characters that don't depend on the bytes before and after.
		const form = encoded.slice(
			Math.ceil((before * 8) / 6),
			Math.floor(((before + secret.length) * 8) / 6),
		);
		forms.push(form, form.replaceAll('+', '-').replaceAll('/', '_'));
	}
	return forms;
}

/** ASCII only: other characters are bytes of longer characters. */
const lowered = (bytes: string) => bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

type Span = [from: number, to: number];

function redacted(text: string, needles: Needles): string {
	const bytes = bytesOf(text);
	const spans: Span[] = [];
	for (const layer of layersOf(bytes)) {
		spans.push(...headers(layer), ...pieces(layer, needles), ...whole(layer, needles));
	}
	return spans.length === 0 ? text : textOfBytes(without(bytes, spans));
}

function headers(layer: Layer): Span[] {
	const found = [
		...layer.text.matchAll(HEADER),
		...[...layer.text.matchAll(BASIC)].filter((match) =>
			READABLE.test(Buffer.from(elementAt(match, 2), 'base64').toString('latin1')),
		),
	];
	return found.map((match) => {
		const start = match.index + elementAt(match, 1).length;
		return spanOf(layer, start, start + elementAt(match, 2).length);
	});
}

function pieces({ text, from, to }: Layer, needles: Needles): Span[] {
	const spans: Span[] = [];
	const dense = lowered(text.replace(BLANKS, ''));
	let places: number[] | undefined;
	for (let at = 0; at + PIECE <= dense.length; at += 1) {
		if (!needles.pieces.has(dense.slice(at, at + PIECE))) continue;
		places ??= placesOf(text);
		spans.push([from(elementAt(places, at)), to(elementAt(places, at + PIECE - 1))]);
	}
	return spans;
}

/** Returns the positions of the characters that aren't blank. */
const placesOf = (text: string): number[] => [...text.matchAll(NO_BLANK)].map(({ index }) => index);

function whole(layer: Layer, needles: Needles): Span[] {
	const spans: Span[] = [];
	for (const secret of needles.whole) {
		let at = layer.text.indexOf(secret);
		for (; at >= 0; at = layer.text.indexOf(secret, at + secret.length)) {
			spans.push(spanOf(layer, at, at + secret.length));
		}
	}
	return spans;
}

const spanOf = ({ from, to }: Layer, start: number, end: number): Span => [
	from(start),
	to(end - 1),
];

function without(bytes: string, spans: Span[]): string {
	const kept: string[] = [];
	let end = 0;
	for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
		if (from > end || (from === 0 && end === 0)) kept.push(bytes.slice(end, from), GAP);
		end = Math.max(end, to);
	}
	return [...kept, bytes.slice(end)].join('');
}

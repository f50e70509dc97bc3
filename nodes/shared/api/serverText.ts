import type { Redact } from './redact';

/** More than any message needs. A server may answer with megabytes. */
const READ_CHARACTERS = 20_000;

/** Colors and cursor moves of a terminal, which programs write into the messages that servers pass on. */
const ESCAPE = '\u001b';
const BELL = '\u0007';
const TERMINAL = new RegExp(
	String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\)?|[@-Z\\-_])`,
	'g',
);

/** What takes no room or changes the direction of writing. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Spaces, line breaks and control characters. */
const BLANKS = /[\s\p{Cc}]+/gu;

/** What is in no text: control characters but for white space and escapes, and what could not be decoded. */
const CONTROLS = new RegExp(`(?![\\s${ESCAPE}])[\\p{Cc}\ufffd]`, 'gu');

/** So many control characters among 100 mean that it is no text. */
const BINARY_PERCENT = 20;

const PAGE = /^\s*(?:<!--[^>]*>\s*){0,3}<(?:!doctype\s+html|html|head|body|title|h1|center)\b/i;
const TITLE = /<title\b[^>]{0,200}>([^<]*)/i;
const HIDDEN = /<(script|style|head)\b[^]*?(?:<\/\1\s*>|$)|<!--[^]*?(?:-->|$)/gi;
const TAG = /<[^>]*(?:>|$)/g;

/**
 * Makes what a server or n8n says fit for a message: on one line, without secrets, query strings or anything that can't
 * be seen, and cut to a length.
 */
export function serverText(text: string, longest: number, redact: Redact): string {
	const start = text.slice(0, READ_CHARACTERS);
	if (isBinary(start)) return 'binary data';
	const visible = start.replace(TERMINAL, '').replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
	return clip(withoutQueries(redact(visible)), longest);
}

/** Returns what an HTML page says: its title, else how its text begins. Undefined for anything else. */
export function pageText(text: string, longest: number, redact: Redact): string | undefined {
	const start = text.slice(0, READ_CHARACTERS);
	if (!PAGE.test(start)) return undefined;
	const title = TITLE.exec(start)?.[1].trim() ?? '';
	const words = title === '' ? start.replace(HIDDEN, ' ').replace(TAG, ' ') : title;
	return serverText(words, longest, redact);
}

function isBinary(text: string): boolean {
	const controls = text.match(CONTROLS)?.length ?? 0;
	return controls * 100 > text.length * BINARY_PERCENT;
}

/** Cuts a text, but no emoji in halves. */
const clip = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;

/** An address up to its query string, as it is or with the escapes of JSON or of another query string. */
const QUERY = /(https?(?::|%3a)(?:\\?\/|%2f){2}[^\s"'<>?]{0,2000}?)(?:\?|%3f)[^\s"'<>]*/gi;

/** Cuts the query string off every address in a text: that of a presigned link is a credential. */
export function withoutQueries(text: string): string {
	return text.replace(QUERY, '$1?…');
}

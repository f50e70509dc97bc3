import type { Redact } from './redact';

/** More than any message needs. A server may send megabytes. */
const READ_CHARACTERS = 20_000;

/** Colors and cursor moves of a terminal, which servers pass on from other programs. */
const ESCAPE = '\u001b';
const BELL = '\u0007';
const TERMINAL = new RegExp(
	String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\)?|[@-Z\\-_])`,
	'g',
);

/** Characters without width, and those that change the writing direction. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Spaces, line breaks and control characters. */
const BLANKS = /[\s\p{Cc}]+/gu;

/** Characters that no text contains: control characters except white space and escapes, and undecodable bytes. */
const CONTROLS = new RegExp(`(?![\\s${ESCAPE}])[\\p{Cc}\ufffd]`, 'gu');

/** With this percentage of control characters, it isn't text. */
const BINARY_PERCENT = 20;

const PAGE = /^\s*(?:<!--[^>]*>\s*){0,3}<(?:!doctype\s+html|html|head|body|title|h1|center)\b/i;
const TITLE = /<title\b[^>]{0,200}>([^<]*)/i;
const HIDDEN = /<(script|style|head)\b[^]*?(?:<\/\1\s*>|$)|<!--[^]*?(?:-->|$)/gi;
const TAG = /<[^>]*(?:>|$)/g;

/**
 * Prepares text of a server or n8n for a message: one line, limited length, without secrets, query strings and invisible
 * characters.
 */
export function serverText(text: string, longest: number, redact: Redact): string {
	const start = text.slice(0, READ_CHARACTERS);
	if (isBinary(start)) return 'binary data';
	const visible = start.replace(TERMINAL, '').replace(INVISIBLE, '').replace(BLANKS, ' ').trim();
	return clip(withoutQueries(redact(visible)), longest);
}

/** Returns an HTML page's title, or else the start of its text; undefined for anything else. */
export function pageText(text: string, longest: number, redact: Redact): string | undefined {
	const start = text.slice(0, READ_CHARACTERS);
	if (!PAGE.test(start)) return undefined;
	const title = TITLE.exec(start)?.[1]?.trim() ?? '';
	const words = title === '' ? start.replace(HIDDEN, ' ').replace(TAG, ' ') : title;
	return serverText(words, longest, redact);
}

function isBinary(text: string): boolean {
	const controls = text.match(CONTROLS)?.length ?? 0;
	return controls * 100 > text.length * BINARY_PERCENT;
}

/** Cuts a text, but never in the middle of an emoji. */
const clip = (text: string, longest: number) =>
	text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;

/** A URL up to its query string, plain or escaped for JSON or another query string. */
const QUERY = /(https?(?::|%3a)(?:\\?\/|%2f){2}[^\s"'<>?]{0,2000}?)(?:\?|%3f)[^\s"'<>]*/gi;

/** Removes the query string of every URL in a text. In a presigned link, it's a credential. */
export function withoutQueries(text: string): string {
	return text.replace(QUERY, '$1?…');
}

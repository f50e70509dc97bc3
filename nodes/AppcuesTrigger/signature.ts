import { createHmac, timingSafeEqual } from 'crypto';

import type { Timestamp } from '../shared/events/event';
import { readTimestamp } from '../shared/events/event';

/** What came with a call, as it stands in its headers. */
export interface SignatureHeaders {
	/** `X-Apc-Signature` */
	signature: string | undefined;
	/** `X-Apc-Timestamp` */
	timestamp: string | undefined;
}

/** What a call is held against. Times in milliseconds. */
interface SignatureTerms {
	secret: string;
	now: number;
	tolerance: number;
}

/** A call that is signed, or why it is refused. */
export type Verdict =
	| {
			ok: true;
			/** Which form matched: `timestamp.body, hex, seconds`. */
			form: string;
			/** Whether the signature covers the timestamp of the headers. If not, only the events' own times count. */
			coversTimestamp: boolean;
	  }
	| { ok: false; status: 401; reason: string };

/** An encoded signature, and how it is encoded. */
interface Encoded {
	bytes: Buffer;
	/** `base64, sha256=` */
	form: string;
}

/** SHA-256 has 32 bytes. */
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;
const PREFIX = 'sha256=';

/**
 * Checks the signature of a call: HMAC-SHA256 of the body, byte by byte as it came (unpacked, if it was packed).
 * Appcues does not publish what exactly it signs, so every likely form is accepted: timestamp and body joined by a dot
 * or by nothing, or the body alone; hex or base64; with or without `sha256=` before it. All of them cover the whole
 * body, and none can be passed off as another: a body is JSON, which starts with a brace or a bracket, a timestamp with
 * a digit.
 *
 * @param rawBody as it is signed
 */
export function verifySignature(
	rawBody: Buffer,
	{ signature, timestamp }: SignatureHeaders,
	{ secret, now, tolerance }: SignatureTerms,
): Verdict {
	const given = decode(signature?.trim() ?? '');
	if (!given) return refused('The call is not signed: X-Apc-Signature is missing or malformed');
	const text = timestamp?.trim() ?? '';
	const time = readTimestamp(text);
	// All are compared, whichever matches: how long it takes tells nothing.
	const [dotted, joined, alone] = [[text, '.'], [text], []].map((before) =>
		timingSafeEqual(hmac(secret, before, rawBody), given.bytes),
	);
	if (text !== '' && (dotted || joined)) {
		if (!time) return refused('X-Apc-Timestamp is not a time');
		if (!isNear(time.milliseconds, now, tolerance)) {
			return refused('The timestamp of the call is too old or too far ahead');
		}
		return accepted(dotted ? 'timestamp.body' : 'timestampbody', given, time);
	}
	return alone ? accepted('body', given) : refused('The signature does not match');
}

/** Returns whether a moment is at most this far from now, before or after. All in milliseconds. */
export function isNear(moment: number, now: number, tolerance: number): boolean {
	return Math.abs(now - moment) <= tolerance;
}

function hmac(secret: string, before: readonly string[], rawBody: Buffer): Buffer {
	const hash = createHmac('sha256', secret);
	for (const text of before) hash.update(text, 'utf8');
	return hash.update(rawBody).digest();
}

function decode(signature: string): Encoded | undefined {
	const prefixed = signature.startsWith(PREFIX);
	const digest = prefixed ? signature.slice(PREFIX.length) : signature;
	const suffix = prefixed ? `, ${PREFIX}` : '';
	if (HEX.test(digest)) return { bytes: Buffer.from(digest, 'hex'), form: `hex${suffix}` };
	if (BASE64.test(digest)) return { bytes: Buffer.from(digest, 'base64'), form: `base64${suffix}` };
	return undefined;
}

function accepted(signs: string, given: Encoded, time?: Timestamp): Verdict {
	const unit = time ? `, ${time.unit}` : '';
	return { ok: true, form: `${signs}, ${given.form}${unit}`, coversTimestamp: time !== undefined };
}

function refused(reason: string): Verdict {
	return { ok: false, status: 401, reason };
}

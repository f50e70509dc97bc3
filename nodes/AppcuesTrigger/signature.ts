import { createHmac, timingSafeEqual } from 'crypto';

import type { Timestamp } from '../shared/events/event';
import { readTimestamp } from '../shared/events/event';

/** The headers of a call. */
export interface SignatureHeaders {
	/** `X-Apc-Signature` */
	signature: string | undefined;
	/** `X-Apc-Timestamp` */
	timestamp: string | undefined;
}

/** What to check a call against. Times are in milliseconds. */
interface SignatureTerms {
	secret: string;
	now: number;
	tolerance: number;
}

/** The result for a call: it is signed, or why it is refused. */
export type Verdict =
	| {
			ok: true;
			/** The form that matched: `timestamp.body, hex, seconds`. */
			form: string;
			/** Whether the signature covers the header's timestamp. If not, only the events' own times count. */
			coversTimestamp: boolean;
	  }
	| { ok: false; status: 401; reason: string };

/** A decoded signature, and its encoding. */
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
 * Checks the signature of a call: HMAC-SHA256 of the decompressed bytes of the body. Appcues doesn't document what exactly
 * it signs, so this accepts every likely form: the timestamp and the body, joined directly or by a dot, or the body alone,
 * in hex or base64, with or without `sha256=`. All of them cover the whole body. No form can be confused with another: JSON
 * starts with a brace or a bracket, and a timestamp with a digit.
 *
 * @param rawBody the signed bytes
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
	// Compare all forms, so that the time this takes reveals nothing.
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

/** Returns whether a time is within the tolerance before or after now. All are in milliseconds. */
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

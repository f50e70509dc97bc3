import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { byteAt } from '../../../nodes/shared/util/elementAt';
import type { SignatureHeaders } from '../../../nodes/AppcuesTrigger/signature';
import { verifySignature } from '../../../nodes/AppcuesTrigger/signature';
import {
	SIGNATURE_FORMS,
	signatureHeaders,
	type SignatureForm,
} from '../../../dev/fake-appcues/webhooks.cjs';

const SECRET = 'whsec-42';
const NOW = Date.UTC(2026, 0, 15, 12);
const TOLERANCE = 300_000;
const BODY = '{"name":"appcues:nps_score","attributes":{"feedback":"Süß, but 100 % — “slow” 🐌"}}';

const terms = { secret: SECRET, now: NOW, tolerance: TOLERANCE };

function signed(form: Partial<SignatureForm>, { at = NOW, body = BODY } = {}): SignatureHeaders {
	const headers = signatureHeaders(body, { secret: SECRET, at, form });
	return { signature: headers['X-Apc-Signature'], timestamp: headers['X-Apc-Timestamp'] };
}

const verify = (headers: SignatureHeaders, { body = BODY, now = NOW } = {}) =>
	verifySignature(Buffer.from(body), headers, { ...terms, now });

const forms = SIGNATURE_FORMS.map((form): [string, SignatureForm] => [
	Object.values(form).join(' '),
	form,
]);
const anyForm = fc.constantFrom(...SIGNATURE_FORMS);
const refusal = { ok: false, status: 401 };

describe('a signature', () => {
	it.each(forms)('%s is accepted, and named', (_, form) => {
		const unit = form.time === 'iso' ? 'ISO' : form.time;
		expect(verify(signed(form))).toEqual({
			ok: true,
			form: [
				form.signs,
				form.encoding,
				...(form.prefix ? [form.prefix] : []),
				...(form.signs === 'body' ? [] : [unit]),
			].join(', '),
			coversTimestamp: form.signs !== 'body',
		});
	});

	it('is invalid for a body that differs in one byte, in any form', () => {
		const place = fc.nat({ max: Buffer.byteLength(BODY) - 1 });
		fc.assert(
			fc.property(anyForm, place, fc.integer({ min: 1, max: 255 }), (form, at, change) => {
				const body = Buffer.from(BODY);
				body[at] = byteAt(body, at) ^ change;
				expect(verifySignature(body, signed(form), terms)).toMatchObject(refusal);
			}),
		);
	});

	it('works for any bytes, text or not', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const body = Buffer.from(text, 'utf8').toString('utf8');
				expect(verify(signed({}, { body }), { body }).ok).toBe(true);
			}),
		);
	});

	it('of another secret is refused', () => {
		fc.assert(
			fc.property(anyForm, fc.string(), (form, secret) => {
				fc.pre(secret !== SECRET);
				const verdict = verifySignature(Buffer.from(BODY), signed(form), { ...terms, secret });
				expect(verdict).toMatchObject(refusal);
			}),
		);
	});

	it('includes its timestamp: another one, even of the same moment, is refused', () => {
		for (const signs of ['timestamp.body', 'timestampbody'] as const) {
			const { signature } = signed({ signs, time: 'seconds' });
			for (const timestamp of [String(NOW), new Date(NOW).toISOString(), '', undefined]) {
				expect(verify({ signature, timestamp })).toMatchObject(refusal);
			}
		}
	});

	it.each([
		[299, true],
		[300, true],
		[301, false],
		[86_400, false],
	])('is valid for five minutes: %d seconds later and earlier', (seconds, ok) => {
		const covering = SIGNATURE_FORMS.filter(({ signs }) => signs !== 'body');
		for (const form of covering) {
			for (const now of [NOW + seconds * 1000, NOW - seconds * 1000]) {
				expect(verify(signed(form), { now }).ok).toBe(ok);
			}
		}
	});

	it('of the body alone does not cover the time in the headers', () => {
		const { signature } = signed({ signs: 'body' });
		for (const timestamp of [undefined, '', 'soon', '1', String(NOW)]) {
			expect(verify({ signature, timestamp })).toMatchObject({ ok: true, coversTimestamp: false });
		}
	});

	it.each<[string, string | undefined]>([
		['missing', undefined],
		['empty', ''],
		['only a prefix', 'sha256='],
		['too short', 'ab12'],
		['of another hash', `sha1=${'a'.repeat(64)}`],
		['all zeros', '0'.repeat(64)],
		['no encoding', '?'.repeat(64)],
		['two signatures', `${'a'.repeat(64)}, ${'b'.repeat(64)}`],
	])('is refused when it is %s', (_, signature) => {
		expect(verify({ signature, timestamp: signed({}).timestamp })).toMatchObject(refusal);
	});

	it('is refused when its timestamp is not a time', () => {
		const at = Buffer.from(`soon.${BODY}`).toString();
		const headers = signatureHeaders(at, { secret: SECRET, at: NOW, form: { signs: 'body' } });
		const verdict = verify({ signature: headers['X-Apc-Signature'], timestamp: 'soon' });
		expect(verdict).toMatchObject(refusal);
	});

	it('never reveals the expected signature', () => {
		const expected = signed({}).signature ?? '-';
		const verdict = verify({ ...signed({}), signature: '0'.repeat(64) });
		expect(JSON.stringify(verdict)).not.toContain(expected);
		expect(JSON.stringify(verdict)).not.toContain(SECRET);
	});

	it('is case-insensitive, and can have spaces around it', () => {
		const { signature = '', timestamp } = signed({});
		expect(verify({ signature: ` ${signature.toUpperCase()} `, timestamp }).ok).toBe(true);
	});
});

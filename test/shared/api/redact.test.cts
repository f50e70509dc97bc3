import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { redactFields, redactor } from '../../../nodes/shared/api/redact';
import {
	CASES,
	CODES,
	ESCAPES,
	leaksIn,
	secret,
	writing,
	written,
} from '../../support/secrets.cjs';

const KEY = '0b9f6c1e-52a7-4d55-9c1e-7d0f0e6f2a11';
const SECRET = 'Zk3+x/Q9vR7~tB2wLm8N';
const redact = redactor({ apiKey: KEY, apiSecret: SECRET, webhookSecret: 'whsec_5f0a9d' });
const basic = Buffer.from(`${KEY}:${SECRET}`).toString('base64');

const sentence = fc.lorem({ maxCount: 6 });

describe('the leak detector', () => {
	it('finds every way to write a secret, so that it can fail', () => {
		for (const code of Object.keys(CODES)) {
			for (const letters of Object.keys(CASES)) {
				for (const escape of Object.keys(ESCAPES)) {
					const text = written(SECRET, { code, letters, escape, before: 'a', after: 'b' });
					expect([code, letters, escape, leaksIn(`x ${text} y`, [SECRET]).length > 0]).toEqual([
						code,
						letters,
						escape,
						true,
					]);
				}
			}
		}
	});
});

describe('redacting', () => {
	it('leaves no part of a secret, however it is written and wherever it is cut', () => {
		const everything = fc.record({
			key: secret,
			hidden: secret,
			webhook: secret,
			which: fc.constantFrom('key', 'hidden', 'webhook', 'pair', 'basic'),
			how: writing,
			around: fc.tuple(sentence, sentence),
			cut: fc.tuple(fc.nat(60), fc.nat(60)),
		});
		fc.assert(
			fc.property(everything, ({ key, hidden, webhook, which, how, around, cut }) => {
				const pair = `${key}:${hidden}`;
				const base64 = Buffer.from(pair).toString('base64');
				const echoed = { key, hidden, webhook, pair, basic: `Basic ${base64}` }[which];
				const text = written(echoed, how);
				const piece = text.slice(cut[0], cut[1] === 0 ? undefined : -cut[1]);
				const redacted = redactor({ apiKey: key, apiSecret: hidden, webhookSecret: webhook })(
					`${around[0]} ${piece} ${around[1]}`,
				);
				expect(leaksIn(redacted, [key, hidden, webhook, base64])).toEqual([]);
			}),
			{ numRuns: 2000 },
		);
	});

	it('does not change text without secrets', () => {
		const text = fc.oneof(
			sentence,
			fc.json(),
			fc.webUrl({ withQueryParameters: true }),
			fc.string(),
		);
		fc.assert(
			fc.property(text, (each) => {
				expect(redact(each)).toBe(each);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		`The key ${KEY} is unknown`,
		`The key ${KEY.toUpperCase()} is unknown`,
		`The key ${KEY.slice(0, 8)} is unknown`,
		`The key ${encodeURIComponent(KEY)} is unknown`,
	])('keeps the words around it: %s', (text) => {
		expect(redact(text)).toBe('The key … is unknown');
	});

	it.each([
		[`Authorization: Basic ${basic}`, 'Authorization: Basic …'],
		['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic …'],
		['{"authorization":"Basic dXNlcjpwYXNzd29yZA=="}', '{"authorization":"Basic …"}'],
		['{\\"authorization\\":\\"Basic dXNlcg==\\"}', '{\\"authorization\\":\\"Basic …\\"}'],
		['<td>Authorization</td><td>Basic dXNl</td>', '<td>Authorization</td><td>Basic …</td>'],
		['authorization%3A%20Basic%20dXNlcg%3D%3D', 'authorization%3A%20Basic%20…'],
		['AUTHORIZATION: BASIC DXNLCG==', 'AUTHORIZATION: BASIC …'],
		['Proxy-Authorization: Bearer abc.def.ghi', 'Proxy-Authorization: Bearer …'],
		['got Basic dXNlcjpwYXNzd29yZA== instead', 'got Basic … instead'],
	])('removes the value of another header: %s', (text, redacted) => {
		expect(redact(text)).toBe(redacted);
	});

	it.each([
		'Basic authentication required',
		'Basic information about the authorization',
		'WWW-Authenticate: Basic realm="Appcues", charset="UTF-8"',
		'Use the Basic subscription',
	])('distinguishes a sentence from a header: %s', (text) => {
		expect(redact(text)).toBe(text);
	});
});

describe('short keys', () => {
	it('are redacted as a whole, in their own case, from 6 characters on', () => {
		const short = redactor({ apiKey: 'abc123', apiSecret: 'x7' });
		expect(short('abc123 and x7, abc12, ABC123')).toBe('… and x7, abc12, ABC123');
	});

	it('are still removed from the header', () => {
		const short = redactor({ apiKey: 'test', apiSecret: 'test' });
		expect(short('This is a test: Basic dGVzdDp0ZXN0')).toBe('This is a test: Basic …');
	});

	it('that are missing remove nothing', () => {
		const none = redactor({ apiKey: '', apiSecret: undefined });
		expect(none('Basic authentication: "", null, undefined')).toBe(
			'Basic authentication: "", null, undefined',
		);
	});
});

describe('redacting data', () => {
	it('handles strings and names at any depth, and keeps what must not change', () => {
		const link = `https://files.example/${KEY}`;
		const data = { id: KEY, n: 1, events: [{ [KEY]: `no ${SECRET}`, link, ok: true }], none: null };
		expect(redactFields(data, redact, new Set(['id', 'link']))).toEqual({
			id: KEY,
			n: 1,
			events: [{ '…': 'no …', link, ok: true }],
			none: null,
		});
	});

	it('redacts the password of a base URL', () => {
		const inUrl = redactor({ baseUrl: 'https://me:open-sesame-42@proxy.example.com' });
		expect(inUrl('no open-sesame-42 here')).toBe('no … here');
	});
});

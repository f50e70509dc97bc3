import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isMistake } from '../../../nodes/shared/checks/mistakes';
import { isNumericDate, isUnusableDate } from '../../../nodes/shared/checks/dates';
import { isOrdinary, oddText } from '../../../nodes/shared/checks/oddText';
import { isShortenedNumber } from '../../../nodes/shared/checks/properties';

const day = fc.date({
	min: new Date('1950-01-01'),
	max: new Date('2099-12-31'),
	noInvalidDate: true,
});

const LOCALES = ['en-US', 'en-GB', 'de-DE'];

/** Strings in which the checks find something, and similar ones. */
const texts = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.lorem(),
	fc.double().map((number) => number.toExponential().toUpperCase()),
	fc.integer().map(String),
	day.map(String),
	day.map((date) => date.toUTCString()),
	fc.tuple(day, fc.constantFrom(...LOCALES)).map(([date, locale]) => date.toLocaleString(locale)),
	fc.constantFrom('NaN', 'undefined', 'null', '\\N', '#N/A', '<NA>', '[object Object]', 'inf'),
	fc.constantFrom("ObjectId('665f')", '="007"', '{{name}}', '${name}', '*|NAME|*', "b'pro'"),
	fc.constantFrom('0000-00-00', '1900-01-00', '/Date(1781949600000)/', '2026-13-45'),
	fc.constantFrom('a, [object Object]', '$json.plan', '={{ $json.plan }}', '#NV', '#¡REF!'),
	fc.constantFrom('\u202a+1 555\u202c', 'pro\u3000', 'pr\u000bo', '\ud83d', 'a\u200d'),
	fc.constantFrom('Zo\ufffd', 'ZoÃ«', 'R&amp;D', 'pro ', ' pro', 'pr\u200bo', 'pro\u00a0'),
);

const isFound = (text: string): boolean =>
	isMistake(text) ||
	oddText(text) !== undefined ||
	isUnusableDate(text) ||
	isShortenedNumber(text) ||
	isNumericDate(text, 'date') ||
	isNumericDate(text, 'moment');

describe('ordinary strings', () => {
	it('contain nothing that a check finds', () => {
		fc.assert(
			fc.property(texts, (text) => expect(isOrdinary(text) && isFound(text)).toBe(false)),
			{ numRuns: 5_000 },
		);
	});

	it.each(['pro', 'free', 'customer', 'ada@acme.example', 'https://acme.example', 'Berlin'])(
		'are recognized by their ends: %j',
		(text) => expect(isOrdinary(text)).toBe(true),
	);
});

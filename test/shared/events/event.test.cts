import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { comparableName, isEvent, readTimestamp } from '../../../nodes/shared/events/event';
import { WIRE_EVENTS } from '../../../dev/fake-appcues/model/wireEvents.cjs';
import { spellings } from './spellings.cjs';

describe('The name of an event', () => {
	it('is the same in any case, with any separators, with or without the prefix', () => {
		fc.assert(
			fc.property(spellings(WIRE_EVENTS), ({ event, spelling }) => {
				expect(comparableName(spelling)).toBe(comparableName(event.name));
			}),
		);
	});

	it('is the same in every Unicode form', () => {
		const text = fc.string({ unit: 'grapheme', minLength: 1 });
		fc.assert(
			fc.property(text, (name) => {
				const composed = comparableName(name.normalize('NFC'));
				expect(comparableName(name.normalize('NFD'))).toBe(composed);
				expect(comparableName(name)).toBe(composed);
			}),
		);
		expect(comparableName('E\u0301te\u0301 shown')).toBe(comparableName('été_shown'));
	});

	it.each([
		['flow_started', 'flow_completed'],
		['appcues:flow', 'appcues2:flow'],
		['v2:flow_started', 'flow_started'],
		['nps_score', 'nps_scores'],
	])('%s is different from %s', (one, other) => {
		expect(comparableName(one)).not.toBe(comparableName(other));
	});

	it.each([[null], ['x'], [[]], [{}], [{ name: ' ' }], [{ name: 1 }]])(
		'is missing in %j',
		(value) => {
			expect(isEvent(value)).toBe(false);
		},
	);
});

describe('A timestamp', () => {
	it('is the same moment in every unit and as an ISO string', () => {
		const moment = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });
		fc.assert(
			fc.property(moment, (seconds) => {
				const milliseconds = seconds * 1000;
				const iso = new Date(milliseconds).toISOString();
				expect(readTimestamp(String(seconds))).toEqual({ milliseconds, unit: 'seconds' });
				expect(readTimestamp(seconds)).toEqual({ milliseconds, unit: 'seconds' });
				expect(readTimestamp(String(milliseconds))).toEqual({ milliseconds, unit: 'milliseconds' });
				const microseconds = milliseconds * 1000;
				expect(readTimestamp(microseconds)).toEqual({ milliseconds, unit: 'microseconds' });
				expect(readTimestamp(`${microseconds}000`)).toEqual({ milliseconds, unit: 'nanoseconds' });
				expect(readTimestamp(iso)).toEqual({ milliseconds, unit: 'ISO' });
				expect(readTimestamp(iso.replace('Z', ''))).toEqual({ milliseconds, unit: 'ISO' });
			}),
		);
	});

	it.each([[''], ['soon'], ['-1'], ['12'], [undefined], [null], [{}]])("isn't %p", (value) => {
		expect(readTimestamp(value)).toBeUndefined();
	});
});

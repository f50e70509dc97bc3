import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { comparableName } from '../../../nodes/AppcuesTrigger/eventName';
import {
	eventOptions,
	eventsNamed,
	KNOWN_EVENTS,
	wantedNames,
} from '../../../nodes/AppcuesTrigger/events';
import { readTimestamp } from '../../../nodes/AppcuesTrigger/timestamp';
import { WEBHOOK_EVENTS } from '../../../dev/fake-appcues/model/webhookEvents.cjs';

const names = WEBHOOK_EVENTS.map(({ name }) => name);

describe('the list of events', () => {
	it.each(names)('has exactly one entry for %s', (name) => {
		expect(eventsNamed(name)).toHaveLength(1);
		const wanting = eventOptions.filter(({ value }) =>
			wantedNames([String(value)], [])?.has(comparableName(name)),
		);
		expect(wanting).toHaveLength(1);
	});

	it('has no entry that no event matches', () => {
		expect(eventOptions).toHaveLength(names.length);
	});

	it('is sorted, so that what is of one kind stands together', () => {
		const labels = eventOptions.map(({ name }) => name);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
		expect(labels).toContain('NPS: Score Submitted');
	});

	it('gives every entry names of its own', () => {
		const first = KNOWN_EVENTS.map((event) => comparableName(event.names[0]));
		expect(new Set(first).size).toBe(first.length);
	});
});

describe('the name of an event', () => {
	it('is the same in any case, with spaces, _, - or nothing, and with the prefix', () => {
		const separators = fc.constantFrom('_', '-', ' ', '', '  ', '_-');
		fc.assert(
			fc.property(
				fc.constantFrom(...names),
				separators,
				fc.boolean(),
				fc.boolean(),
				(name, separator, upper, prefixed) => {
					const bare = name.replace('appcues:', '').replaceAll('_', separator);
					const written = `${prefixed ? 'appcues:' : ' '}${bare} `;
					const changed = upper ? written.toUpperCase() : written;
					expect(comparableName(changed)).toBe(comparableName(name));
				},
			),
		);
	});

	it.each([
		['flow_started', 'flow_completed'],
		['appcues:flow', 'appcues2:flow'],
		['v2:flow_started', 'flow_started'],
		['nps_score', 'nps_scores'],
	])('%s is not %s', (one, other) => {
		expect(comparableName(one)).not.toBe(comparableName(other));
	});
});

describe('what a trigger wants', () => {
	it('is everything when nothing is chosen', () => {
		expect(wantedNames([], [])).toBeUndefined();
	});

	it('is what is chosen, under any of its names, and what is named', () => {
		const wanted = wantedNames(['flow_started', 'of_an_expression'], ['Trial Extended']);
		const has = (name: string) => wanted?.has(comparableName(name));
		expect(has('appcues:flow_started')).toBe(true);
		expect(has('Web Flow Started')).toBe(true);
		expect(has('Of an expression')).toBe(true);
		expect(has('trial-extended')).toBe(true);
		expect(has('appcues:flow_completed')).toBe(false);
	});
});

describe('the timestamp of a webhook', () => {
	it('is the same moment in every unit and in ISO', () => {
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

	it.each([[''], ['soon'], ['-1'], ['12'], [undefined], [null], [{}]])('is not %p', (value) => {
		expect(readTimestamp(value)).toBeUndefined();
	});
});

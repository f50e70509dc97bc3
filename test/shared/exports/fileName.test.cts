import { describe, expect, it } from '@jest/globals';

import { contentOf, nameFile } from '../../../nodes/shared/exports/fileName';

describe('the name of a result file', () => {
	it.each([
		['appcues-events-2026-11-23', 'csv', 'text', 'appcues-events-2026-11-23.csv', 'text/csv'],
		['events', 'json', 'text', 'events.jsonl', 'application/x-ndjson'],
		['events', 'json', 'array', 'events.json', 'application/json'],
		['events', 'csv', 'gzip', 'events.csv.gz', 'application/gzip'],
		['events', 'json', 'gzip', 'events.jsonl.gz', 'application/gzip'],
		['events', 'csv', 'zip', 'events.zip', 'application/zip'],
		['My Events.CSV', 'csv', 'text', 'My Events.CSV', 'text/csv'],
		['events.ndjson', 'json', 'text', 'events.ndjson', 'application/x-ndjson'],
		['events.csv', 'csv', 'gzip', 'events.csv.gz', 'application/gzip'],
		['events.csv.gz', 'csv', 'text', 'events.csv', 'text/csv'],
		['events.csv', 'csv', 'zip', 'events.zip', 'application/zip'],
		['events.csv', 'json', 'text', 'events.jsonl', 'application/x-ndjson'],
		['v1.2', 'csv', 'text', 'v1.2.csv', 'text/csv'],
		['../../etc/events', 'csv', 'text', 'events.csv', 'text/csv'],
		['C:\\temp\\events', 'csv', 'text', 'events.csv', 'text/csv'],
		['usage', 'array', 'array', 'usage.json', 'application/json'],
		['usage', 'array', 'text', 'usage.jsonl', 'application/x-ndjson'],
		['usage.csv', 'array', 'gzip', 'usage.json.gz', 'application/gzip'],
		['.csv', 'json', 'text', '.csv.jsonl', 'application/x-ndjson'],
		['events.csv', 'csv', 'lines', 'events.jsonl', 'application/x-ndjson'],
		['events', 'csv', 'array', 'events.json', 'application/json'],
		['usage.csv', 'array', 'lines', 'usage.jsonl', 'application/x-ndjson'],
	] as const)('%j, requested as %s and found to be %s, is %j', (wanted, format, content, ...is) => {
		expect(Object.values(nameFile(wanted, format, content))).toEqual(is);
	});

	it.each([
		['gzip', [0x1f, 0x8b, 8, 0]],
		['zip', [0x50, 0x4b, 3, 4]],
		['zip', [0x50, 0x4b, 5, 6]],
		['text', [...Buffer.from('PK,name')]],
		['lines', [...Buffer.from('{"a')]],
		['array', [...Buffer.from('[{"')]],
		['text', []],
	])('is recognized as %s by its first bytes %j', (content, bytes) => {
		expect(contentOf(Uint8Array.from(bytes))).toBe(content);
	});
});

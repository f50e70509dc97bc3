import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { contentOf, nameFile } from '../../../nodes/shared/exports/fileName';
import { RowReader } from '../../../nodes/shared/exports/rowReader';

describe('the name of a result file', () => {
	it.each([
		['appcues-events-2026-11-23', 'csv', 'unknown', 'appcues-events-2026-11-23.csv', 'text/csv'],
		['events', 'json', 'unknown', 'events.jsonl', 'application/x-ndjson'],
		['events', 'json', 'array', 'events.json', 'application/json'],
		['events', 'csv', 'gzip', 'events.csv.gz', 'application/gzip'],
		['events', 'json', 'gzip', 'events.jsonl.gz', 'application/gzip'],
		['events', 'csv', 'zip', 'events.zip', 'application/zip'],
		['My Events.CSV', 'csv', 'unknown', 'My Events.CSV', 'text/csv'],
		['events.ndjson', 'json', 'unknown', 'events.ndjson', 'application/x-ndjson'],
		['events.csv', 'csv', 'gzip', 'events.csv.gz', 'application/gzip'],
		['events.csv.gz', 'csv', 'unknown', 'events.csv', 'text/csv'],
		['events.csv', 'csv', 'zip', 'events.zip', 'application/zip'],
		['events.csv', 'json', 'unknown', 'events.jsonl', 'application/x-ndjson'],
		['v1.2', 'csv', 'unknown', 'v1.2.csv', 'text/csv'],
		['../../etc/events', 'csv', 'unknown', 'events.csv', 'text/csv'],
		['C:\\temp\\events', 'csv', 'unknown', 'events.csv', 'text/csv'],
		['usage', 'array', 'array', 'usage.json', 'application/json'],
		['usage', 'array', 'unknown', 'usage.jsonl', 'application/x-ndjson'],
		['usage.csv', 'array', 'gzip', 'usage.json.gz', 'application/gzip'],
		['.csv', 'json', 'unknown', '.csv.jsonl', 'application/x-ndjson'],
		['events', 'json', 'csv', 'events.csv', 'text/csv'],
		['usage.json', 'array', 'csv', 'usage.csv', 'text/csv'],
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
		['csv', [...Buffer.from('PK,name')]],
		['lines', [...Buffer.from('{"a')]],
		['array', [...Buffer.from('[{"')]],
		['csv', [...Buffer.from('\ufeffuser_id')]],
		['csv', [...Buffer.from('"user_id","plan"')]],
		['lines', [...Buffer.from('\r\n {"a')]],
		['array', [...Buffer.from('\ufeff\n [')]],
		['unknown', [...Buffer.from(' \n')]],
		['unknown', [...Buffer.from('<html>')]],
		['unknown', [0, 1, 2]],
		['unknown', []],
	])('has the ending of %s by its first bytes %j', (content, bytes) => {
		expect(contentOf(Uint8Array.from(bytes))).toBe(content);
	});

	it('has the ending of what its rows are read as', () => {
		const start = fc.string({ unit: fc.constantFrom('\ufeff', ' ', '\r', '\n', '\t') });
		const rows = fc.constantFrom(
			['lines', '{"user_id":"a"}\n'] as const,
			['array', '[{"user_id":"a"}]'] as const,
			['csv', 'user_id,plan\na,\n'] as const,
		);
		fc.assert(
			fc.property(start, rows, (before, [content, text]) => {
				const bytes = Buffer.from(before + text);
				expect(contentOf(bytes.subarray(0, 256))).toBe(content);
				const info = { method: 'GET', path: 'x', attempts: 1 };
				const reader = new RowReader({ info, redact: (each) => each }, '');
				expect([...reader.push(bytes), ...reader.end()]).toEqual([{ user_id: 'a' }]);
			}),
		);
	});
});

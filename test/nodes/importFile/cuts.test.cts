import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CsvReader } from '../../../nodes/AppcuesImport/file/csvReader';
import { CutPlan, cutParts } from '../../../nodes/AppcuesImport/file/cuts';
import { FieldChecks } from '../../../nodes/AppcuesImport/file/fieldChecks';
import { NdjsonReader } from '../../../nodes/AppcuesImport/file/ndjsonReader';
import type { FilePart, Reading } from '../../../nodes/AppcuesImport/file/parts';
import { PartPacker } from '../../../nodes/AppcuesImport/file/parts';
import { utf8Chunks } from '../../../nodes/AppcuesImport/file/utf8Chunks';
import { Findings } from '../../../nodes/shared/checks/findings';
import { PropertyChecks } from '../../../nodes/shared/checks/properties';
import { InvalidInput } from '../../../nodes/shared/util/invalidInput';
import { chunked, chunkSizes } from './chunks.cjs';

type Format = 'csv' | 'ndjson';

interface Limits {
	maxRows: number;
	maxBytes: number;
}

interface TestFile {
	format: Format;
	text: string;
}

const fieldsOf = ({ data, head, ends, rows, hasLineBreaks }: FilePart) => ({
	data: data.toString('latin1'),
	head,
	ends,
	rows,
	hasLineBreaks,
});

/** Reads a file like the node, in small parts. Returns undefined if the node refuses it. */
async function read(
	{ format, text }: TestFile,
	sizes: number[],
	limits: Limits,
	looksAtValues: boolean,
	renames: Reading['renames'] = [],
) {
	const findings = new Findings();
	const sink = new PartPacker(limits.maxRows, limits.maxBytes);
	const plan = new CutPlan(limits.maxRows, limits.maxBytes);
	const reading: Reading = {
		kind: 'profiles',
		required: ['user_id'],
		checks: new FieldChecks('a.csv', findings, new PropertyChecks(findings), 'UTC'),
		renames,
		looksAtValues,
		...(looksAtValues ? { plan } : { sink }),
	};
	const reader = format === 'csv' ? new CsvReader(reading) : new NdjsonReader(reading);
	try {
		for await (const chunk of utf8Chunks(chunked(Buffer.from(text), sizes))) reader.push(chunk);
		reader.end();
	} catch (thrown) {
		if (thrown instanceof InvalidInput) return undefined;
		throw thrown;
	}
	return { rewrites: reader.rewrites, cuts: plan.result, parts: sink.end().map(fieldsOf) };
}

async function cut(text: string, sizes: number[], plan: CutPlan['result']) {
	const parts: FilePart[] = [];
	if (!plan) return parts;
	for await (const part of cutParts(plan, utf8Chunks(chunked(Buffer.from(text), sizes)))) {
		parts.push(part);
	}
	return parts;
}

const unit = fc.constantFrom('a', '7', 'ü', '😀', ' ', ',', '""', ';', '\t', '.', '-', '&');
const quotedUnit = fc.oneof(unit, fc.constantFrom('\n', '\r\n', '\r', ',', '\ufeff'));
const cell = fc.oneof(
	fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '7', ' ', '.'), maxLength: 9 }),
	fc.string({ unit: quotedUnit, maxLength: 9 }).map((text) => `"${text}"`),
	fc.constant('x'.repeat(70)),
	fc.constantFrom('', '""', 'in "quotes"', '"stray" text', ' "loose"'),
);
const end = fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\r', '\n\n');
const csvFiles = fc
	.record({
		mark: fc.constantFrom('', '', '\ufeff', '\ufeff\ufeff'),
		header: fc.constantFrom(
			'user_id,note',
			'user_id,note',
			'note,user_id',
			'user_id, note',
			'"user_id",note',
		),
		rows: fc.array(fc.tuple(cell, end), { minLength: 1, maxLength: 14 }),
		isEnded: fc.boolean(),
	})
	.map(({ mark, header, rows, isEnded }): TestFile => {
		const lines = rows.map(([value, at], index) => {
			const isFirst = header.startsWith('note');
			const row = isFirst ? `${value},u${index}` : `u${index},${value}`;
			return row + (index === rows.length - 1 && !isEnded ? '' : at);
		});
		return { format: 'csv', text: `${mark}${header}\n${lines.join('')}` };
	});
const ndjsonFiles = fc
	.record({
		rows: fc.array(
			fc.tuple(
				fc.string({ unit: fc.constantFrom('a', 'ü', '😀', ' ', '"', '\n'), maxLength: 9 }),
				end,
			),
			{ minLength: 1, maxLength: 14 },
		),
		isEnded: fc.boolean(),
	})
	.map(({ rows, isEnded }): TestFile => {
		const lines = rows.map(([note, at], index) => {
			const row = JSON.stringify({ user_id: `u${index}`, note });
			return row + (index === rows.length - 1 && !isEnded ? '' : at);
		});
		return { format: 'ndjson', text: lines.join('') };
	});
const limits = fc.record({
	maxRows: fc.integer({ min: 1, max: 5 }),
	maxBytes: fc.integer({ min: 1, max: 120 }),
});

describe('a file that is cut where the check noted', () => {
	it('has the same parts as one whose records are read again', async () => {
		const counts = { cut: 0, readAgain: 0 };
		const files = fc.oneof(csvFiles, ndjsonFiles);
		const maps = fc.constantFrom([], [{ field: 'note', property: 'remark' }]);
		const input = fc.record({
			file: files,
			sizes: chunkSizes,
			others: chunkSizes,
			limit: limits,
			map: maps,
		});
		await fc.assert(
			fc.asyncProperty(input, async ({ file, sizes, others, limit, map }) => {
				const renames = file.format === 'csv' ? map : [];
				const checked = await read(file, sizes, limit, true, renames);
				if (!checked || checked.rewrites) return;
				const again = await read(file, others, limit, false, renames);
				const parts = await cut(file.text, others, checked.cuts);
				counts[checked.cuts ? 'cut' : 'readAgain'] += 1;
				if (checked.cuts) expect(parts.map(fieldsOf)).toEqual(again?.parts);
			}),
			{ numRuns: 1000 },
		);
		for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
	});

	it.each([
		['LF', 'user_id,note\na,"1\n2"\nb,\n', true],
		['no line end at its end', 'user_id,note\na,1\nb,2', true],
		['blank lines at its end', 'user_id,note\na,1\nb,2\n\n\n', true],
		['CRLF', 'user_id,note\r\na,1\r\nb,2\r\n', false],
		['CR', 'user_id,note\ra,1\rb,2\r', false],
		['a CR at its end', 'user_id,note\na,1\r', false],
		['a blank line', 'user_id,note\na,1\n\nb,2\n', false],
		['a blank line before the header', '\nuser_id,note\na,1\n', false],
		['a header with a space', 'user_id, note\na,1\n', true],
	])('has %s: %j is %j', async (_, text, isCut) => {
		const checked = await read({ format: 'csv', text }, [5], { maxRows: 9, maxBytes: 99 }, true);
		expect(checked?.cuts !== undefined).toBe(isCut);
	});
});

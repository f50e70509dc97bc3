import { isObject } from '../../shared/api/answers';
import { columnNames } from '../../shared/bulk/csvHeader';
import type { RecordFormat } from '../../shared/bulk/records';
import { recordsOf } from '../../shared/bulk/records';
import { InvalidInput } from '../../shared/invalidInput';
import type { InputFile } from '../../shared/node/inputFile';
import type { ItemReader } from '../../shared/node/itemReader';
import type { FileSource } from '../../shared/node/readSource';
import { detectFormat, requireText } from './fileFormat';

/** A file that starts as Appcues wants it. */
export interface CheckedFile {
	kind: 'file';
	file: InputFile;
	format: RecordFormat;
}

/**
 * Looks at the start of an item's file: nothing of it is sent before.
 *
 * @param columns that it must have
 * @throws {InvalidInput} naming what was found instead
 */
export async function checkFile(
	item: ItemReader,
	{ property, label, format: wanted }: FileSource,
	columns: string[],
): Promise<CheckedFile> {
	const file = item.file(property, label);
	const start = await firstChunk(file);
	requireText(start, file);
	const format = wanted ?? detectFormat(start, file);
	const [first, second] = await firstRecords(file, format);
	if (!first || (format === 'csv' && !second)) {
		throw new InvalidInput(
			`The file "${file.name}" has no rows`,
			first
				? 'There is nothing below its header.'
				: `It is empty. Check the node that made it, and '${label}'.`,
		);
	}
	const names = format === 'csv' ? columnNames(first.toString()) : keysOf(first, file);
	requireColumns(names, columns, file, format);
	return { kind: 'file', file, format };
}

async function firstChunk(file: InputFile): Promise<Uint8Array> {
	for await (const chunk of file.chunks()) if (chunk.length > 0) return chunk;
	return new Uint8Array();
}

async function firstRecords(file: InputFile, format: RecordFormat): Promise<Buffer[]> {
	const records: Buffer[] = [];
	for await (const some of recordsOf(file.chunks(), format, file.name)) {
		records.push(...some.slice(0, 2));
		if (records.length >= 2) break;
	}
	return records;
}

function keysOf(line: Buffer, file: InputFile): string[] {
	const parsed = attempt(line.toString());
	if (isObject(parsed)) return Object.keys(parsed);
	throw new InvalidInput(
		`The first line of "${file.name}" is not a JSON object`,
		`It starts with: ${line.toString().trim().slice(0, 60)}\nNDJSON has one object per line, with no list around them. If the file is a CSV, say so in 'File Format'.`,
	);
}

function attempt(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function requireColumns(
	names: string[],
	columns: string[],
	file: InputFile,
	format: RecordFormat,
): void {
	const missing = columns.filter((name) => !names.includes(name));
	if (missing.length === 0) return;
	const what = format === 'csv' ? 'column' : 'value';
	const quoted = missing.map((name) => `'${name}'`).join(' and ');
	const found = names.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60)));
	throw new InvalidInput(
		`The file "${file.name}" has no ${what}${missing.length > 1 ? 's' : ''} ${quoted}`,
		`Its ${format === 'csv' ? 'header' : 'first line'} has: ${found.join(', ')}. Appcues wants ${columns.join(', ')} by exactly these names, in a CSV with commas between them. Rename them in the file, or read it with an Extract from File node and set 'Source' to 'Input Items'.`,
	);
}

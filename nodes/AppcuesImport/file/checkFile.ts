import type { ImportKind } from '../../shared/api/endpoints/types';
import { Findings } from '../../shared/checks/findings';
import { PropertyChecks } from '../../shared/checks/properties';
import type { InputFile } from '../../shared/operation/inputFile';
import type { ItemReader } from '../../shared/operation/itemReader';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { ImportDefinition } from '../items/importItems';
import type { MappedColumn } from '../columnMap';
import { MAP_LABEL } from '../columnMap';
import type { FileFormat, FileSource } from '../source';
import { CsvReader } from './csvReader';
import type { Cuts } from './cuts';
import { CutPlan, cutParts } from './cuts';
import { encodingFault, notThatEncoding } from './encodingFault';
import { FieldChecks } from './fieldChecks';
import { NdjsonReader } from './ndjsonReader';
import type { FilePart, Reading, RecordReader } from './parts';
import { PartPacker } from './parts';
import { notedChunks, sameChunks } from './sameFile';
import { IsUtf8, Undecodable, utf8Chunks } from './utf8Chunks';

/** A file that was read and checked completely, and can be sent. */
export interface CheckedFile {
	kind: 'file';
	file: InputFile;
	format: FileFormat;
	encoding: FileSource['encoding'];
	importKind: ImportKind;
	required: readonly string[];
	renames: readonly MappedColumn[];
	/** The IANA time zone of times without one. */
	timeZone: string;
	/** Whether some records change before they are sent. */
	rewrites: boolean;
	/** Where to cut the file, if its parts are sent as they are in it. */
	cuts?: Cuts;
	/** Recognizes the bytes that were checked. */
	hashes: readonly string[];
}

/**
 * Reads the whole file of an item and checks each row, before anything is sent. Notes what looks wrong for the hints.
 *
 * @throws {InvalidInput} that names the row and says what to do
 */
export async function checkFile(
	item: ItemReader,
	{ property, label, format: wanted, encoding, renames }: FileSource,
	{ kind, fileColumns: required }: ImportDefinition,
): Promise<CheckedFile> {
	const file = item.file(property, label);
	const start = await firstChunk(file);
	refusePacked(start, file);
	const { findings, timeZone } = item;
	const format = wanted ?? detectFormat(await textAt(start, encoding), file);
	if (format === 'ndjson' && renames.length > 0) throw onlyCsv(file);
	const plan = new CutPlan();
	const reader = readerFor(format, {
		kind,
		required,
		renames,
		checks: new FieldChecks(file.name, findings, item.checks.properties, timeZone),
		looksAtValues: true,
		plan,
	});
	const hashes: string[] = [];
	await readAll(reader, file, notedChunks(file.chunks(), hashes), encoding);
	const { rewrites } = reader;
	return {
		kind: 'file',
		file,
		format,
		encoding,
		importKind: kind,
		required,
		renames,
		timeZone,
		rewrites,
		...(!rewrites && { cuts: plan.result }),
		hashes,
	};
}

/**
 * Reads a checked file again, and returns parts to send, one by one, so that the file is never in memory as a whole. All
 * of them contain what was checked, and together they are all of it.
 *
 * @throws {Changed} if the file isn't the same
 */
export async function* partsOfFile(checked: CheckedFile): AsyncGenerator<FilePart> {
	const { file, format, encoding, importKind: kind, timeZone, rewrites } = checked;
	const { required, renames, cuts, hashes } = checked;
	const texts = utf8Chunks(sameChunks(file.chunks(), hashes), encoding);
	if (cuts) {
		yield* cutParts(cuts, texts);
		return;
	}
	// The check has already noted what looks wrong.
	const findings = new Findings();
	const checks = new FieldChecks(file.name, findings, new PropertyChecks(findings), timeZone);
	const sink = new PartPacker();
	const reader = readerFor(format, {
		kind,
		required,
		renames,
		checks,
		looksAtValues: rewrites,
		sink,
	});
	for await (const text of texts) {
		reader.push(text);
		yield* sink.take();
	}
	reader.end();
	yield* sink.end();
}

const readerFor = (format: FileFormat, reading: Reading): RecordReader =>
	format === 'csv' ? new CsvReader(reading) : new NdjsonReader(reading);

async function readAll(
	reader: RecordReader,
	{ name }: InputFile,
	chunks: AsyncIterable<Uint8Array>,
	encoding: FileSource['encoding'],
): Promise<void> {
	try {
		for await (const text of utf8Chunks(chunks, encoding)) reader.push(text);
	} catch (thrown) {
		throw asFault(thrown, name, reader.here());
	}
	reader.end();
}

const onlyCsv = ({ name }: InputFile) =>
	new InvalidInput(
		`'${MAP_LABEL}' can't rename the values of "${name}", because it isn't a CSV`,
		`Remove '${MAP_LABEL}' from 'Options' and rename them in the file. Or read it with an Extract from File node, and set 'Source' to 'Input Items'.`,
	);

function asFault(thrown: unknown, name: string, here: string): unknown {
	if (thrown instanceof Undecodable) return encodingFault(thrown, here);
	return thrown instanceof IsUtf8 ? notThatEncoding(thrown, name) : thrown;
}

async function firstChunk(file: InputFile): Promise<Uint8Array> {
	for await (const chunk of file.chunks()) if (chunk.length > 0) return chunk;
	return new Uint8Array();
}

/** Returns the start of a file as text. A wrong encoding is reported later, when the whole file is read. */
async function textAt(start: Uint8Array, encoding: FileSource['encoding']): Promise<Uint8Array> {
	try {
		for await (const text of utf8Chunks(once(start), encoding)) return text;
	} catch {
		// It can't be the start of NDJSON.
	}
	return new Uint8Array();
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/** Detects the format by the file name, then the type, then the first character: NDJSON starts with an object. */
function detectFormat(start: Uint8Array, { name, mimeType }: InputFile): FileFormat {
	if (/\.(ndjson|jsonl)$/i.test(name) || /ndjson|jsonl|json-lines/i.test(mimeType)) return 'ndjson';
	if (/\.csv$/i.test(name) || /\bcsv\b/i.test(mimeType)) return 'csv';
	const text = new TextDecoder().decode(start.subarray(0, 200)).trimStart();
	return text.startsWith('{') || text.startsWith('[') ? 'ndjson' : 'csv';
}

/** The first bytes of compressed files: gzip, ZIP and the two formats of Excel, then other formats. */
const PACKED: ReadonlyArray<readonly number[]> = [
	[0x1f, 0x8b],
	[0x50, 0x4b, 0x03, 0x04],
	[0x50, 0x4b, 0x05, 0x06],
	[0xd0, 0xcf, 0x11, 0xe0],
	[0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59],
	[0xfd, 0x37, 0x7a, 0x58, 0x5a],
	[0x28, 0xb5, 0x2f, 0xfd],
	[0x37, 0x7a, 0xbc, 0xaf],
];

/** @throws {InvalidInput} for a compressed file, such as an Excel file */
function refusePacked(start: Uint8Array, { name }: InputFile): void {
	if (!PACKED.some((bytes) => bytes.every((byte, at) => start[at] === byte))) return;
	throw new InvalidInput(
		`The file "${name}" is compressed`,
		'It is a gzip, ZIP, Excel or similar file. Decompress it, or save it as "CSV UTF-8".',
	);
}

import { InvalidInput } from '../../shared/util/invalidInput';
import { cleanName } from '../../shared/checks/names';
import { jsonFault } from '../../shared/util/parseJson';
import { quotedList, shownList } from './csvNames';
import { JsonChecks } from './jsonChecks';
import type { Reading, RecordReader } from './parts';
import { IT_IS_EMPTY, MAX_RECORD_BYTES, tooLarge } from './parts';
import { roleOf } from './fieldChecks';
import { byteAt } from '../../shared/util/elementAt';

const LF = 0x0a;
const CR = 0x0d;

/** Reads the lines of NDJSON, each a JSON object. Blank lines count as rows, but are skipped. */
export class NdjsonReader implements RecordReader {
	rows = 0;

	rewrites = false;

	private readonly json: JsonChecks;

	/** The number of the last line that was read. */
	private row = 0;

	/** Where the next line starts in the file, in bytes. */
	private position = 0;

	/** The chunks of an incomplete line. */
	private open: Buffer[] = [];

	private openBytes = 0;

	/** Whether the line before ended with CR, so that an LF belongs to its end. */
	private afterCr = false;

	constructor(private readonly reading: Reading) {
		const { kind, required, checks } = reading;
		this.json = new JsonChecks((name) => roleOf(kind, name), required, checks);
	}

	push(text: Buffer): void {
		let start = 0;
		let lf = -1;
		let cr = -1;
		for (;;) {
			if (this.afterCr && start < text.length) {
				this.afterCr = false;
				if (text[start] === LF) {
					start += 1;
					this.position += 1;
				}
			}
			if (lf < start) lf = indexOf(text, LF, start);
			if (cr < start) cr = indexOf(text, CR, start);
			const end = Math.min(lf, cr);
			if (end === Infinity) break;
			if (this.open.length === 0) this.take(text, start, end, end === cr);
			else {
				const line = Buffer.concat([...this.open, text.subarray(start, end)]);
				this.open = [];
				this.openBytes = 0;
				this.take(line, 0, line.length, end === cr);
			}
			this.afterCr = end === cr;
			start = end + 1;
		}
		if (start === text.length) return;
		this.open.push(text.subarray(start));
		this.openBytes += text.length - start;
		if (this.openBytes > MAX_RECORD_BYTES) throw tooLarge(this.here(), ONE_OBJECT_PER_LINE);
	}

	end(): void {
		const line = Buffer.concat(this.open);
		if (line.length > 0) this.take(line, 0, line.length, false);
		if (this.rows === 0) {
			throw new InvalidInput(`The file "${this.reading.checks.file}" has no rows`, IT_IS_EMPTY);
		}
		this.json.end();
	}

	here(): string {
		return this.reading.checks.here(this.row + 1);
	}

	private take(bytes: Buffer, start: number, end: number, endsWithCr: boolean): void {
		this.row += 1;
		const { position } = this;
		const next = position + end - start;
		this.position = next + 1;
		if (isBlank(bytes, start, end)) return;
		this.rows += 1;
		const { looksAtValues, sink, plan } = this.reading;
		const isChanged = looksAtValues && this.check(bytes, start, end);
		if (isChanged) this.rewrites = true;
		plan?.record(position, next, endsWithCr, this.row, false);
		sink?.record(
			isChanged ? Buffer.from(this.json.written()) : bytes.subarray(start, end),
			this.row,
			false,
		);
	}

	private check(bytes: Buffer, start: number, end: number): boolean {
		const { json, row } = this;
		if (!json.read(bytes, start, end)) throw this.notAnObject(bytes.toString('utf8', start, end));
		if (this.rows === 1) this.requireNames();
		return json.check(row);
	}

	/** The first line shows whether this is the right file. */
	private requireNames(): void {
		const { required, checks } = this.reading;
		const names = this.json.names.map(cleanName);
		const missing = required.filter((name) => !names.includes(name));
		if (missing.length === 0) return;
		throw new InvalidInput(
			`The file "${checks.file}" has no value${missing.length > 1 ? 's' : ''} ${quotedList(missing)}`,
			`Its first line has: ${shownList(this.json.names)}. It needs: ${required.join(', ')}. Rename them in the file, or read it with an Extract from File node and set 'Source' to 'Input Items'.`,
		);
	}

	private notAnObject(line: string): InvalidInput {
		const { checks } = this.reading;
		const isFirst = this.rows === 1;
		if (/^\s*\{/.test(line) && !isFirst) {
			const reason = jsonFault(line);
			if (reason !== '') return checks.noJson(this.row, reason);
		}
		const remedy = `It starts with: ${line.trim().slice(0, 60)}\n${ONE_OBJECT_PER_LINE}`;
		return isFirst
			? new InvalidInput(`The first line of "${checks.file}" is not a JSON object`, remedy)
			: checks.fault(this.row, 'it is not a JSON object', remedy);
	}
}

const ONE_OBJECT_PER_LINE =
	"NDJSON has one object per line, without commas between them or an array around them. If the file is a CSV, choose 'CSV' in 'File Format'. Read other JSON with an Extract from File node, and set 'Source' to 'Input Items'.";

function indexOf(bytes: Buffer, byte: number, from: number): number {
	const at = bytes.indexOf(byte, from);
	return at === -1 ? Infinity : at;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
	for (let at = start; at < end; at += 1) if (byteAt(bytes, at) > 0x20) return false;
	return true;
}

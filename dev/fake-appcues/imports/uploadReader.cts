import type { IncomingHttpHeaders } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import busboy from 'busboy';
import type { BodyContents, BodyReader } from './bodyReader.cjs';
import type { UploadedFile } from '../model/logEntry.cjs';
import { Problem } from '../model/problem.cjs';
import { csvParser, csvProblem } from './csvParser.cjs';
import type { RowSink } from './rowSink.cjs';

/** Reads rows from a multipart upload: one part, a CSV named `file`. Keeps no bytes. */
export class UploadReader implements BodyReader {
	readonly #form: Writable;
	readonly #formRead: Promise<void>;
	#fileRead: Promise<void> | undefined;
	#file: UploadedFile | undefined;
	#problem: Problem | undefined;

	/** @throws a 400 for a Content-Type without a boundary */
	constructor(
		headers: IncomingHttpHeaders,
		private readonly rows: RowSink,
		readonly limit: number,
	) {
		const form = openForm(headers);
		form.on('file', (field, stream, { filename: name, mimeType: type }) => {
			// Also for an unwanted part, because otherwise the form would wait for a reader.
			stream.on('error', (error) => this.#refuse(`body: ${error.message}`)).resume();
			if (field !== 'file') this.#refuse(`body.${field}: is unknown; the part is named file`);
			else if (this.#file) this.#refuse('body.file: comes twice');
			else this.#readFile(stream, { name, type });
		});
		form.on('field', (field) => {
			const complaint = field === 'file' ? 'must be a file' : 'is unknown; the part is named file';
			this.#refuse(`body.${field}: ${complaint}`);
		});
		this.#formRead = settled(form, 'close');
		form.on('error', (error) =>
			this.#refuse(`body: ${error instanceof Error ? error.message : String(error)}`),
		);
		this.#form = form;
	}

	async take(chunk: Buffer): Promise<void> {
		if (!this.#form.write(chunk)) await settled(this.#form, 'drain', 'close');
		if (this.#problem) throw this.#problem;
	}

	async end(): Promise<BodyContents> {
		this.#form.end();
		await this.#formRead;
		if (!this.#problem) await this.#fileRead;
		if (this.#problem) throw this.#problem;
		if (!this.#file) throw new Problem(400, 'body.file: is required');
		return { rows: this.rows.end(), file: this.#file };
	}

	#readFile(stream: Readable, file: UploadedFile): void {
		this.#file = file;
		const parser = csvParser(this.rows);
		this.#fileRead = settled(parser, 'end');
		parser.on('error', (error) => {
			this.#problem ??= csvProblem(error);
			stream.unpipe(parser).resume();
		});
		stream.pipe(parser);
	}

	#refuse(detail: string): void {
		this.#problem ??= new Problem(400, detail);
	}
}

function openForm(headers: IncomingHttpHeaders) {
	try {
		return busboy({ headers, defParamCharset: 'utf8' });
	} catch (error) {
		throw new Problem(400, `body: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** Resolves at the first of these events or an error. Error listeners are called as well. */
function settled(stream: NodeJS.EventEmitter, ...events: string[]): Promise<void> {
	return new Promise((resolve) => {
		for (const event of [...events, 'error']) stream.once(event, () => resolve());
	});
}

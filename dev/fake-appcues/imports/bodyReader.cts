import type { RowSink } from './rowSink.cjs';
import type { UploadedFile } from '../model/logEntry.cjs';

/** What a request's body turned out to hold. */
export interface BodyContents {
	json?: unknown;
	/** The rows of an import. */
	rows?: RowSink;
	file?: UploadedFile;
}

/** Reads a body as it comes. Throws a `Problem` for one that cannot be read; is then asked no more. */
export interface BodyReader {
	/** Bytes from which on it is too large. */
	readonly limit: number;
	take(chunk: Buffer): void | Promise<void>;
	end(): BodyContents | Promise<BodyContents>;
}

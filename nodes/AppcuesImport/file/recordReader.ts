import type { ImportKind } from '../../shared/api/types';
import { InvalidInput } from '../../shared/invalidInput';
import { SOURCE_LABELS } from '../../shared/node/sourceBlock';
import type { FieldChecks } from './fieldChecks';
import { capitalized } from './fieldChecks';

/** Takes the records of a file, as Appcues should get them. */
export interface RecordSink {
	/** The header of a CSV, which every part repeats. */
	head(record: Buffer): void;
	/**
	 * @param row of the file, from 1, the header not counted
	 * @param hasLineBreak whether a value in it goes over several lines
	 */
	record(record: Buffer, row: number, hasLineBreak: boolean): void;
}

/** What a file is read for. */
export interface Reading {
	kind: ImportKind;
	/** Columns that it must have. */
	required: readonly string[];
	checks: FieldChecks;
	/** Whether values are checked, and sent as the checks want them; otherwise records pass as they are. */
	looksAtValues: boolean;
	sink?: RecordSink;
}

/** Cuts the text of a file into its records, checks them and hands them on. */
export interface RecordReader {
	/** How many rows aren't blank. */
	readonly rows: number;
	/** Whether some records are sent otherwise than they are in the file. */
	readonly rewrites: boolean;
	/** Adds text (UTF-8) that ends with a whole character. @throws {InvalidInput} for what can't be sent */
	push(text: Buffer): void;
	/** Reads what is left when no more text comes. @throws {InvalidInput} as {@link push}, and when there are no rows */
	end(): void;
	/** Names the record that is being read: `row 12 of "people.csv"`. */
	here(): string;
}

/** A record has to fit into a request. */
export const MAX_RECORD_BYTES = 4_000_000;

/** What to say about a record that doesn't. @param where `row 12 of "people.csv"` */
export function tooLarge(where: string, remedy: string): InvalidInput {
	const size = MAX_RECORD_BYTES.toLocaleString('en');
	return new InvalidInput(`${capitalized(where)} is larger than ${size} bytes`, remedy);
}

/** What to say about a file without anything in it. */
export const IT_IS_EMPTY = `It is empty. Check the node that made it, and '${SOURCE_LABELS.file}'.`;

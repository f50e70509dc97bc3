import { MAX_BATCH_BYTES, MAX_BATCH_ROWS } from './batches';
import { joinRecords } from './records';

/** A piece of a file that goes out in one request. */
export interface FilePart {
	/** Whole records, with the header in front if there is one. */
	data: Buffer;
	/** How many records, the header not counted. */
	rows: number;
	/** Which row of the file is its first, from 1. */
	firstRow: number;
}

/**
 * Cuts a file into parts of at most `maxRows` rows and `maxBytes` bytes, between records; one part is made when it is
 * asked for. A record that is larger than that by itself gets a part of its own.
 *
 * @param records as they are read (see recordsOf)
 * @param hasHeader whether the first record is a header, to be repeated in every part
 */
export async function* fileParts(
	records: AsyncIterable<Buffer[]>,
	hasHeader: boolean,
	maxRows = MAX_BATCH_ROWS,
	maxBytes = MAX_BATCH_BYTES,
): AsyncGenerator<FilePart> {
	let head: Buffer[] | undefined = hasHeader ? undefined : [];
	let rows: Buffer[] = [];
	let bytes = 0;
	let firstRow = 1;
	for await (const some of records) {
		for (const record of some) {
			if (!head) {
				head = [record];
				bytes = record.length + 1;
				continue;
			}
			const size = record.length + 1;
			if (rows.length >= maxRows || (rows.length > 0 && bytes + size > maxBytes)) {
				yield { data: joinRecords([...head, ...rows]), rows: rows.length, firstRow };
				firstRow += rows.length;
				rows = [];
				bytes = head.reduce((sum, { length }) => sum + length + 1, 0);
			}
			rows.push(record);
			bytes += size;
		}
	}
	if (rows.length > 0) {
		yield { data: joinRecords([...(head ?? []), ...rows]), rows: rows.length, firstRow };
	}
}

/** The maximum size of one request. Appcues documents no limits; these are our own. */
export const MAX_BATCH_USERS = 10_000;
export const MAX_IMPORT_ROWS = 50_000;
export const MAX_BATCH_BYTES = 4_000_000;

/** Consecutive rows that are sent in one request. */
export interface Batch<Row> {
	rows: Row[];
	/** Each row's serialized text, in order. */
	texts: string[];
}

/**
 * Divides rows into batches of at most `maxRows` rows and `maxBytes` bytes of serialized text, including one byte per
 * row for the separator. A row that is larger by itself gets its own batch.
 *
 * @param serialize turns a row into the text that is sent
 */
export function* batches<Row>(
	rows: Iterable<Row>,
	serialize: (row: Row) => string,
	maxRows: number,
	maxBytes = MAX_BATCH_BYTES,
): Generator<Batch<Row>> {
	let batch: Batch<Row> = { rows: [], texts: [] };
	let bytes = 0;
	for (const row of rows) {
		const text = serialize(row);
		const size = Buffer.byteLength(text) + 1;
		if (batch.rows.length >= maxRows || (batch.rows.length > 0 && bytes + size > maxBytes)) {
			yield batch;
			batch = { rows: [], texts: [] };
			bytes = 0;
		}
		batch.rows.push(row);
		batch.texts.push(text);
		bytes += size;
	}
	if (batch.rows.length > 0) yield batch;
}

/** Divides a batch in two; returns an empty array if it has only one row. */
export function halvesOf<Row>({ rows, texts }: Batch<Row>): Array<Batch<Row>> {
	if (rows.length < 2) return [];
	const middle = Math.ceil(rows.length / 2);
	return [
		{ rows: rows.slice(0, middle), texts: texts.slice(0, middle) },
		{ rows: rows.slice(middle), texts: texts.slice(middle) },
	];
}

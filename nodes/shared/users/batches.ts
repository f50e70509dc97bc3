/** Where one request ends and the next begins. Appcues documents no limit: these are the package's own. */
export const MAX_BATCH_ROWS = 10_000;
export const MAX_BATCH_BYTES = 4_000_000;

/** A run of rows that go out in one request. */
export interface Batch<Row> {
	rows: Row[];
	/** Each row's serialized text, in order. */
	texts: string[];
}

/**
 * Cuts rows into batches of at most `maxRows` rows and `maxBytes` bytes of serialized text, each row counted with one
 * byte for what separates it from the next. A row that is larger than that by itself gets a batch of its own.
 *
 * @param serialize turns a row into the text that is sent
 */
export function* batches<Row>(
	rows: Iterable<Row>,
	serialize: (row: Row) => string,
	maxRows = MAX_BATCH_ROWS,
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

/** A batch as two. Empty when there is but one row in it. */
export function halvesOf<Row>({ rows, texts }: Batch<Row>): Array<Batch<Row>> {
	if (rows.length < 2) return [];
	const middle = Math.ceil(rows.length / 2);
	return [
		{ rows: rows.slice(0, middle), texts: texts.slice(0, middle) },
		{ rows: rows.slice(middle), texts: texts.slice(middle) },
	];
}

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

/** Counts the rows and bytes of consecutive batches. */
export class BatchSize {
	private rows = 0;

	private bytes = 0;

	constructor(
		private readonly maxRows: number,
		private readonly maxBytes = MAX_BATCH_BYTES,
	) {}

	/**
	 * Adds a row and one byte for the separator. A row that is larger than a batch by itself gets its own batch.
	 *
	 * @param bytes of its serialized text
	 * @returns whether it begins a new batch
	 */
	begins(bytes: number): boolean {
		const isFull =
			this.rows >= this.maxRows || (this.rows > 0 && this.bytes + bytes + 1 > this.maxBytes);
		if (isFull) {
			this.rows = 0;
			this.bytes = 0;
		}
		this.rows += 1;
		this.bytes += bytes + 1;
		return isFull;
	}
}

/**
 * Divides rows into batches of at most `maxRows` rows and `maxBytes` bytes of serialized text.
 *
 * @param serialize turns a row into the text that is sent
 */
export function* batches<Row>(
	rows: Iterable<Row>,
	serialize: (row: Row) => string,
	maxRows: number,
	maxBytes = MAX_BATCH_BYTES,
): Generator<Batch<Row>> {
	const size = new BatchSize(maxRows, maxBytes);
	let batch: Batch<Row> = { rows: [], texts: [] };
	for (const row of rows) {
		const text = serialize(row);
		if (size.begins(Buffer.byteLength(text))) {
			yield batch;
			batch = { rows: [], texts: [] };
		}
		batch.rows.push(row);
		batch.texts.push(text);
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

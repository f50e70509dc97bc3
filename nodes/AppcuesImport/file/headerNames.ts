import { byteAt } from '../../shared/util/elementAt';

const KEYS = 4096;

/** Recognizes the header of a second file that was joined to the first one. */
export class HeaderNames {
	private readonly names: ReadonlySet<string>;

	/** 1 for the keys of all names. */
	private readonly keys = new Uint8Array(KEYS);

	/** @param names of the columns, in the file */
	constructor(names: readonly string[]) {
		this.names = new Set(names.map((name) => name.toLowerCase()));
		for (const name of names) {
			const bytes = Buffer.from(name);
			if (bytes.length > 0) this.keys[keyOf(bytes, 0, bytes.length)] = 1;
		}
	}

	/** Returns whether a cell that isn't empty may be the name of a column, in any case. */
	mayHave(bytes: Uint8Array, start: number, end: number): boolean {
		return this.keys[keyOf(bytes, start, end)] === 1;
	}

	/** Returns whether all cells of a row are names of columns, in any order and case. */
	hasAll(cells: Iterable<string>): boolean {
		const seen = new Set<string>();
		for (const cell of cells) {
			const name = cell.trim().toLowerCase();
			if (!this.names.has(name) || seen.has(name)) return false;
			seen.add(name);
		}
		return true;
	}
}

/** Returns a number that is the same for two names that differ only in case, by their lengths, first and last bytes. */
function keyOf(bytes: Uint8Array, start: number, end: number): number {
	const first = byteAt(bytes, start) | 0x20;
	const last = byteAt(bytes, end - 1) | 0x20;
	return ((end - start) ^ (first << 3) ^ (last << 6)) % KEYS;
}

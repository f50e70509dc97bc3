/**
 * Finds the line feed that ends a record, from a position on; -1 when the chunk has none. Chunks come one after the
 * other, and each is asked about from its start to its end.
 */
export type FindEnd = (chunk: Uint8Array, from: number) => number;

export const LF = 0x0a;
const COMMA = 0x2c;
const QUOTE = 0x22;

/** Every line is a record: JSON texts hold no line feeds of their own. */
export const lineEnds: FindEnd = (chunk, from) => chunk.indexOf(LF, from);

/** Where in a CSV record the reading is. */
type Place = 'fieldStart' | 'plain' | 'quoted' | 'afterQuote';

/**
 * The records of CSV (RFC 4180): a line feed in a quoted value ends nothing. A quote opens a value only at its start;
 * elsewhere, as in `5" pipe`, it is a letter like any other.
 */
export function csvEnds(): FindEnd {
	let place: Place = 'fieldStart';
	return (chunk, from) => {
		for (let at = from; at < chunk.length; at += 1) {
			const byte = chunk[at];
			if (place === 'quoted') {
				if (byte === QUOTE) place = 'afterQuote';
				continue;
			}
			if (byte === LF) {
				place = 'fieldStart';
				return at;
			}
			place = next(place, byte);
		}
		return -1;
	};
}

function next(place: Exclude<Place, 'quoted'>, byte: number): Place {
	if (byte === COMMA) return 'fieldStart';
	// Two quotes in a quoted value stand for one: the value goes on.
	if (byte === QUOTE) return place === 'plain' ? 'plain' : 'quoted';
	return 'plain';
}

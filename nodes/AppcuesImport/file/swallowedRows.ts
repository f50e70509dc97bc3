/** How many commas the lines between the first and the last must have. Fewer can be there by chance. */
const EVIDENCE = 6;

const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Returns whether the lines in a quoted value look like rows of the file: the value of an unclosed quote includes the rows
 * below, up to the next quote.
 *
 * @param columns how many cells a row of the file has
 */
export function swallowsRows(
	bytes: Uint8Array,
	start: number,
	end: number,
	columns: number,
): boolean {
	let evidence = 0;
	let commas = 0;
	let isFirst = true;
	for (let at = start; at < end; at += 1) {
		const byte = bytes[at];
		if (byte === COMMA) commas += 1;
		if (byte !== LF && byte !== CR) continue;
		if (byte === CR && bytes[at + 1] === LF) at += 1;
		if (!isFirst && commas !== columns - 1) return false;
		if (!isFirst) evidence += commas;
		isFirst = false;
		commas = 0;
	}
	return evidence >= EVIDENCE;
}

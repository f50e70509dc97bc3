import { elementAt } from '../../../dev/elements.cjs';
import type { Encoding } from '../../../nodes/AppcuesImport/file/encodings';

/** Byte by byte, because the TextDecoder of some Node versions treats them as ISO-8859-1. */
const WINDOWS_1252: Record<string, number> = Object.fromEntries(
	[...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((character, index) => [
		character,
		elementAt(
			[
				0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91, 0x92,
				0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f,
			],
			index,
		),
	]),
);

/** The bytes of characters in encodings that Node can't write, found by decoding. */
const tables = new Map<string, Map<string, number[]>>();

/** Writes a text in an encoding. @throws for a character that the encoding doesn't have */
export function encode(text: string, encoding: Encoding): Buffer {
	if (encoding === 'utf-8') return Buffer.from(text);
	if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
	if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
	const bytes = [...text].flatMap((character) => {
		const found = bytesOf(character, encoding);
		if (!found) throw new Error(`${encoding} has no ${character}`);
		return found;
	});
	return Buffer.from(bytes);
}

/** Returns whether an encoding has all characters of a text. */
export function canEncode(text: string, encoding: Encoding): boolean {
	try {
		encode(text, encoding);
		return true;
	} catch {
		return false;
	}
}

function bytesOf(character: string, encoding: Encoding): number[] | undefined {
	const code = character.charCodeAt(0);
	if (code < 0x80) return [code];
	if (encoding === 'windows-1252' || encoding === 'iso-8859-1') {
		if (WINDOWS_1252[character] !== undefined) return [WINDOWS_1252[character]];
		return code >= 0xa0 && code <= 0xff ? [code] : undefined;
	}
	const table = tables.get(encoding) ?? tableOf(encoding);
	tables.set(encoding, table);
	return table.get(character);
}

/** All characters of one and two bytes. */
function tableOf(encoding: string): Map<string, number[]> {
	const decoder = new TextDecoder(encoding);
	const table = new Map<string, number[]>();
	const add = (bytes: number[]) => {
		const text = decoder.decode(Uint8Array.from(bytes));
		const isOne = [...text].length === 1 && !/[\u0000-\u009f\ufffd]/.test(text);
		if (isOne && !table.has(text)) table.set(text, bytes);
	};
	for (let first = 0x80; first < 0x100; first += 1) add([first]);
	for (let first = 0x81; first < 0xff; first += 1) {
		for (let second = 0x40; second < 0xff; second += 1) add([first, second]);
	}
	return table;
}

import { InvalidInput } from '../../shared/invalidInput';
import type { InputFile } from '../../shared/node/inputFile';
import type { FileFormat } from '../../shared/node/readSource';

/** Finds the format by the file's name, then its type, then its first letter: an NDJSON file starts with an object. */
export function detectFormat(start: Uint8Array, { name, mimeType }: InputFile): FileFormat {
	if (/\.(ndjson|jsonl)$/i.test(name) || /ndjson|jsonl|json-lines/i.test(mimeType)) return 'ndjson';
	if (/\.csv$/i.test(name) || /\bcsv\b/i.test(mimeType)) return 'csv';
	const text = new TextDecoder().decode(start.subarray(0, 200)).trimStart();
	return text.startsWith('{') || text.startsWith('[') ? 'ndjson' : 'csv';
}

/** How files start that hold text only when they are unpacked or opened: gzip, ZIP and Excel's two formats. */
const PACKED: ReadonlyArray<readonly number[]> = [
	[0x1f, 0x8b],
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0],
];

/** @throws {InvalidInput} for a file that is packed, such as an Excel file */
export function refusePacked(start: Uint8Array, { name }: InputFile): void {
	if (!PACKED.some((bytes) => bytes.every((byte, at) => start[at] === byte))) return;
	throw new InvalidInput(
		`The file "${name}" is not text in UTF-8`,
		'It is packed (gzip, ZIP or Excel). Unpack it, or save it as "CSV UTF-8".',
	);
}

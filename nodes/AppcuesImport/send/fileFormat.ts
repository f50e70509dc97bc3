import type { RecordFormat } from '../../shared/bulk/records';
import { InvalidInput } from '../../shared/invalidInput';
import type { InputFile } from '../../shared/node/inputFile';

/** By the file's name, then its type, then its first letter: an NDJSON file starts with an object. */
export function detectFormat(start: Uint8Array, { name, mimeType }: InputFile): RecordFormat {
	if (/\.(ndjson|jsonl)$/i.test(name) || /ndjson|jsonl|json-lines/i.test(mimeType)) return 'ndjson';
	if (/\.csv$/i.test(name) || /\bcsv\b/i.test(mimeType)) return 'csv';
	const text = new TextDecoder().decode(start.subarray(0, 200)).trimStart();
	return text.startsWith('{') || text.startsWith('[') ? 'ndjson' : 'csv';
}

/** @throws {InvalidInput} for what cannot be UTF-8 text, such as an Excel file or UTF-16 */
export function requireText(start: Uint8Array, { name }: InputFile): void {
	const [first, second] = start;
	const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	const packed = (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b);
	if (!utf16 && !packed && !start.includes(0)) return;
	throw new InvalidInput(
		`The file "${name}" is not a text in UTF-8`,
		packed
			? 'It is packed (gzip, ZIP or Excel). Unpack it, or save it as CSV.'
			: 'Save it as UTF-8.',
	);
}

import type { ImportKind } from '../../shared/api/types';
import { cleanName, isNameless, visibleName } from '../../shared/checks/names';
import { InvalidInput } from '../../shared/invalidInput';
import { cellText, rawRecord, writtenCell } from './csvCell';
import type { CsvScanner } from './csvScanner';
import { CELL } from './csvScanner';
import type { Field, FieldChecks } from './fieldChecks';
import { roleOf } from './roles';

/** A column of a CSV. One without a name isn't sent. */
export interface Column extends Field {
	/** The header has spaces around its name: those around its values don't belong to them either. */
	isTrimmed: boolean;
}

/**
 * Reads the header of a CSV, which the scanner has just read. What can't be seen in names is left out.
 *
 * @param required columns that the file must have
 * @throws {InvalidInput} when one is missing, or two have the same name
 */
export function readColumns(
	scanner: CsvScanner,
	kind: ImportKind,
	required: readonly string[],
	checks: FieldChecks,
): Column[] {
	const written = Array.from({ length: scanner.count }, (_, cell) => cellText(scanner, cell));
	const names = written.map(cleanName).map((name) => (isNameless(name) ? '' : name));
	requireNames(required, names, written, checks.file);
	const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
	if (twice !== undefined) {
		throw new InvalidInput(
			`The file "${checks.file}" has two columns '${twice}'`,
			"Rename or remove one of them. Spaces around the names don't count.",
		);
	}
	return names.map((name, cell): Column => {
		if (name !== '') checks.noteName(written[cell], name);
		const isQuoted = (scanner.signs[cell] & CELL.quoted) !== 0;
		const isTrimmed = !isQuoted && written[cell].trim() !== written[cell];
		return { name, role: roleOf(kind, name), isTrimmed };
	});
}

/** Returns the header as it is sent. */
export function writtenHeader(scanner: CsvScanner, columns: readonly Column[]): Buffer {
	const raw = rawRecord(scanner);
	const isClean = columns.every(
		({ name }, cell) =>
			name !== '' && name === cellText(scanner, cell) && (scanner.signs[cell] & CELL.loose) === 0,
	);
	if (isClean) return raw;
	const named = columns.filter(({ name }) => name !== '');
	return Buffer.from(named.map(({ name }) => writtenCell(name)).join(','));
}

function requireNames(
	required: readonly string[],
	names: readonly string[],
	written: readonly string[],
	file: string,
): void {
	const missing = required.filter((name) => !names.includes(name));
	if (missing.length === 0) return;
	throw new InvalidInput(
		`The file "${file}" has no column${missing.length > 1 ? 's' : ''} ${quotedList(missing)}`,
		`Its header has: ${shownList(written)}. Appcues wants ${required.join(', ')} by exactly these names, in a CSV with commas between them. Rename them in the file, or read it with an Extract from File node and set 'Source' to 'Input Items'.`,
	);
}

/** Names what is missing: `'name' and 'timestamp'`. */
export const quotedList = (names: readonly string[]): string =>
	names.map((name) => `'${name}'`).join(' and ');

/** Shows the first names that were found, with what can't be seen in them. */
export const shownList = (names: readonly string[]): string =>
	names
		.slice(0, 20)
		.map((name) => `"${visibleName(name.slice(0, 60))}"`)
		.join(', ');

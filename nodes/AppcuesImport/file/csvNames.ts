import { isNameless, visibleName } from '../../shared/checks/names';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { MappedColumn } from '../columnMap';
import { MAP_LABEL } from '../columnMap';

/** The names of the columns of a CSV: in the file, and as they are sent. */

/**
 * Returns the names of columns as they are sent, empty for a column without one.
 *
 * @param cleaned the names in the file, without invisible characters
 * @param written the same, unchanged
 * @throws {InvalidInput} if the file doesn't have all columns that are renamed
 */
export function sentNames(
	cleaned: readonly string[],
	written: readonly string[],
	renames: readonly MappedColumn[],
	file: string,
): { names: string[]; isRenamed(cell: number): boolean } {
	requireMapped(renames, cleaned, written, file);
	const newNames = new Map(renames.map(({ field, property }) => [field, property]));
	return {
		names: cleaned.map((name) => newNames.get(name) ?? (isNameless(name) ? '' : name)),
		isRenamed: (cell) => newNames.has(cleaned[cell] ?? ''),
	};
}

/** @throws {InvalidInput} if two columns have the same name, in the file or after they are renamed */
export function rejectTwice(
	inFile: readonly string[],
	sent: readonly string[],
	file: string,
): void {
	const again = (names: readonly string[]) =>
		sent.findIndex((name, at) => name !== '' && names.indexOf(names[at] ?? '') !== at);
	const twice = again(inFile);
	if (twice !== -1) {
		throw new InvalidInput(
			`The file "${file}" has two columns '${inFile[twice]}'`,
			"Rename or remove one of them. Spaces around the names don't count.",
		);
	}
	const renamed = again(sent);
	if (renamed === -1) return;
	const first = inFile[sent.indexOf(sent[renamed] ?? '')];
	throw new InvalidInput(
		`With '${MAP_LABEL}', the columns '${first}' and '${inFile[renamed]}' of "${file}" have the same name '${sent[renamed]}'`,
		`Give one of them another name in '${MAP_LABEL}'.`,
	);
}

/** @throws {InvalidInput} if the file doesn't have all columns that are renamed */
function requireMapped(
	renames: readonly MappedColumn[],
	names: readonly string[],
	written: readonly string[],
	file: string,
): void {
	const missing = renames.map(({ field }) => field).filter((field) => !names.includes(field));
	if (missing.length === 0) return;
	throw new InvalidInput(
		`The file "${file}" has no column${missing.length > 1 ? 's' : ''} ${quotedList(missing)}, which '${MAP_LABEL}' names`,
		`Its header has: ${shownList(written)}. Enter a column's name as in the file, where columns are separated by commas.`,
	);
}

/** Lists missing names: `'name' and 'timestamp'`. */
export const quotedList = (names: readonly string[]): string =>
	names.map((name) => `'${name}'`).join(' and ');

/** Lists the first names that were found, and shows their invisible characters. */
export const shownList = (names: readonly string[]): string =>
	names
		.slice(0, 20)
		.map((name) => `"${visibleName(name.slice(0, 60))}"`)
		.join(', ');

import type { Noter } from '../checks/lists';
import { listEntries } from '../checks/lists';
import { isMistake } from '../checks/mistakes';
import { InvalidInput } from '../util/invalidInput';

/**
 * Reads a list of names. Trims them, and skips blank and repeated ones.
 *
 * @param label of the parameter
 * @param noter where to note what may be several names in one
 * @throws {InvalidInput} for an entry that isn't a string or comes from a mistake, and as {@link listEntries}
 */
export function readStringList(value: unknown, label: string, noter?: Noter): string[] {
	const names = listEntries(value ?? '', label, noter).map((entry) => {
		if (typeof entry === 'string' && !isMistake(entry)) return entry.trim();
		throw new InvalidInput(
			`'${label}' contains something other than a name: ${JSON.stringify(entry)}`,
			`Enter a comma-separated list of names in '${label}', or an array of strings.`,
		);
	});
	return [...new Set(names)].filter((name) => name !== '');
}

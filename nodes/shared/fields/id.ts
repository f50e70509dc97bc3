import { cleanId, idFault } from '../checks/ids';
import { unwrapped } from '../checks/wrappers';
import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import { isRounded } from '../util/parseJson';

/**
 * Reads one ID as a trimmed string; an empty string for nothing. Converts a number.
 *
 * @param label of the parameter: `User ID`
 * @throws {InvalidInput} for what would silently become another ID: a rounded number, NaN, true, an object, an array, and
 * text that comes from a mistake or was shortened by a spreadsheet
 */
export function readId(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return checked(cleanId(value), label);
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') {
		if (Number.isFinite(value) && !isRounded(value)) return String(value);
		throw new InvalidInput(
			`'${label}' is ${value}, which is not an exact number`,
			'IDs this large must be strings. Put them in quotes where they come from.',
		);
	}
	const inner = typeof value === 'object' ? unwrapped(value) : value;
	if (inner !== value) return readId(inner, label);
	throw new InvalidInput(
		`'${label}' is ${kindOf(value)} instead of an ID`,
		`Check the expression in '${label}'. It must return a string or a number.`,
	);
}

function checked(id: string, label: string): string {
	const fault = idFault(id);
	if (fault) throw new InvalidInput(`'${label}' ${fault.reason}`, fault.remedy);
	return id;
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'an array';
	return typeof value === 'object' ? 'an object' : `"${String(value)}" (${typeof value})`;
}

/**
 * Rejects an ID that is the name of a field: `user_id` instead of `{{ $json.user_id }}`. Appcues would create a user with
 * this ID.
 *
 * @param parameter the parameter's name
 * @param label of the parameter, for the message
 * @throws {InvalidInput} if the ID was typed and the item has a field of this name
 */
export function rejectFieldName(
	id: string,
	item: ItemReader,
	{ parameter, label }: { parameter: string; label: string },
): void {
	if (!item.isFixed(parameter) || !Object.hasOwn(item.json, id)) return;
	throw new InvalidInput(
		`'${label}' is "${id}", which is the name of a field`,
		`Drag that field from the node's input into '${label}', so that each item uses its own ID.`,
	);
}

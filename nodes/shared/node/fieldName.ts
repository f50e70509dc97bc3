import { InvalidInput } from '../invalidInput';
import type { ItemReader } from './itemReader';

/**
 * Refuses the name of a field where the ID in that field belongs: `user_id` for `{{ $json.user_id }}`. Appcues would
 * make a user of it.
 *
 * @param parameter the parameter's name
 * @param label of the parameter, for the message
 * @throws {InvalidInput} when the ID was typed in and a field of the item is called so
 */
export function refuseFieldName(
	id: string,
	item: ItemReader,
	{ parameter, label }: { parameter: string; label: string },
): void {
	if (!Object.hasOwn(item.json, id) || !item.isFixed(parameter)) return;
	throw new InvalidInput(
		`'${label}' is "${id}", which is the name of a field`,
		`Drag that field from the node's input into '${label}': then each item gives its own ID.`,
	);
}

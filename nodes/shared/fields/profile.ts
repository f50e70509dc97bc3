import type { IDataObject } from 'n8n-workflow';

import { describeValue } from '../util/text';
import { mistakeIn } from '../checks/mistakes';
import { cleanName, isNameless, visibleName } from '../checks/names';
import { InvalidInput } from '../util/invalidInput';
import type { ReadAttributes } from './attributes';
import { attributesLabel, readAttributes } from './attributes';
import type { ItemReader } from '../operation/itemReader';
import { readValueRules } from './valueOptions';

/**
 * Reads the properties to set in the profile of a user or a group.
 *
 * @param parameter the name of the parameter with the ID
 * @param idColumn Appcues' name for the ID
 * @throws {InvalidInput} if there are none, and as {@link readAttributes}
 */
export function readProfileUpdate(
	item: ItemReader,
	parameter: string,
	idColumn: string,
): ReadAttributes {
	const used = { parameters: [{ name: parameter }], idColumn };
	const read = readAttributes(item, readValueRules(item), used);
	if (Object.keys(read.attributes).length > 0) return read;
	const label = attributesLabel(item);
	if (label === undefined) {
		throw new InvalidInput('The item has no fields to send', remedyFor(read, label));
	}
	throw new InvalidInput(`'${label}' contains nothing to send`, remedyFor(read, label));
}

function remedyFor({ given, dropped }: ReadAttributes, label: string | undefined): string {
	if (dropped.length > 0) return `Appcues doesn't store objects and arrays: ${dropped.join(', ')}.`;
	const names = Object.keys(given);
	if (names.length === 0) {
		return label === undefined
			? "It has nothing but its ID and excluded fields. Check the node before this one, or set 'Specify Properties' to 'Using Fields Below'."
			: `Add a name and a value in '${label}'.`;
	}
	const shown = names.map((name) => {
		const value = given[name];
		if (isNameless(cleanName(name))) return `'${visibleName(name)}' is not a name`;
		if (value === undefined) return `'${name}' has no value`;
		return `'${name}' is ${describeValue(mistakeIn(value) ?? value)}`;
	});
	return label === undefined
		? `Check the node before this one: ${shown.join(', ')}.`
		: `Check the expressions in '${label}': ${shown.join(', ')}.`;
}

/** Adds the requested ID to a profile that has none, as its first key. @param key `user_id` */
export function profileOf(key: string, id: string, profile: IDataObject): IDataObject {
	return { [key]: id, ...profile, ...(profile[key] == null && { [key]: id }) };
}

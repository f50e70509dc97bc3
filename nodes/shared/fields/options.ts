import type { INodeProperties } from 'n8n-workflow';

import { asSwitch } from '../util/asSwitch';

/** Returns the Options of an operation. @param options its entries, which are sorted by name */
export function optionsField(options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}

/**
 * Reads an entry of Options that is on or off.
 *
 * @param options the values of the collection
 * @param fallback for an option that isn't set
 * @throws {InvalidInput} for anything else, such as the result of a mistyped expression
 */
export function readSwitch(
	options: Record<string, unknown>,
	name: string,
	label: string,
	fallback: boolean,
): boolean {
	return Object.hasOwn(options, name) ? asSwitch(options[name], label) : fallback;
}

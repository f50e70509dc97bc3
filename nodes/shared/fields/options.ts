import type { INodeProperties } from 'n8n-workflow';

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

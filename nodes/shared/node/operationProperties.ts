import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

/**
 * Derives a node's properties from its operations: the dropdown, then each operation's parameters, shown for
 * that operation only.
 *
 * @param operations in the order of the dropdown
 * @param first the value that a new node starts with
 */
export function operationProperties(
	operations: readonly Operation[],
	first: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
			default: first,
		},
		...operations.flatMap(({ value, fields }) => fields.map((field) => shownFor(value, field))),
	];
}

function shownFor(operation: string, field: INodeProperties): INodeProperties {
	const show = { ...field.displayOptions?.show, operation: [operation] };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/** What stands below the node on the canvas: the operation as the dropdown calls it. */
export function operationSubtitle(operations: readonly Operation[]): string {
	const names = Object.fromEntries(operations.map(({ value, name }) => [value, name]));
	return `={{ (${JSON.stringify(names)} )[$parameter["operation"]] }}`;
}

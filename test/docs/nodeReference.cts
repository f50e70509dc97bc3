import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { Parameters } from './parameterTable.cjs';

/** The request that an operation sends, as in docs/operations.md. */
export interface Endpoint {
	/** `POST /segments` */
	asks: string;
	/** `at once`, `job` */
	done: string;
}

/**
 * Returns the reference of a node: its operations with their parameters, as n8n shows them.
 *
 * @param endpointOf finds the request of an operation by name
 */
export function nodeReference(
	description: INodeTypeDescription,
	endpointOf: (operation: string) => Endpoint,
): string {
	return operationsOf(description)
		.map(({ name, value, description: text }) => {
			const { asks, done } = endpointOf(name);
			return [
				`### ${name}`,
				asSentence(text),
				`Asks Appcues for [\`${asks}\`](../operations.md), ${done === 'job' ? 'a job' : `done ${done}`}.`,
				parametersOf(description, value),
			].join('\n\n');
		})
		.join('\n\n');
}

/** Returns the reference of a node without operations. */
export function parametersOf(description: INodeTypeDescription, operation?: string): string {
	const shown = description.properties.filter(
		(property) => property.name !== 'operation' && canBeShown(property, operation, description),
	);
	return new Parameters(shown).toMarkdown();
}

/** Returns the operations in a node's dropdown. */
function operationsOf({ properties }: INodeTypeDescription) {
	const { options = [] } = properties.find(({ name }) => name === 'operation') ?? {};
	return options.flatMap((option) =>
		'value' in option
			? [{ name: option.name, value: String(option.value), description: option.description ?? '' }]
			: [],
	);
}

/** Returns whether n8n shows a parameter for an operation when its other conditions are met. */
function canBeShown(
	property: INodeProperties,
	operation: string | undefined,
	description: INodeTypeDescription,
): boolean {
	const { show = {} } = property.displayOptions ?? {};
	const met = Object.entries(show).map(([name, values = []]) => [name, values[0]] as const);
	const values = {
		...(Object.fromEntries(met) as INodeParameters),
		...(operation !== undefined && { operation }),
	};
	return NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description);
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

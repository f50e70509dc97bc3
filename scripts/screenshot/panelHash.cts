import { createHash } from 'node:crypto';
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** What is stored beside the pictures: by name of the picture, the hash of the panel that it shows. */
export type PanelHashes = Record<string, string>;

/**
 * Returns a hash of what a node's panel shows with these parameters: labels, hints, placeholders and values. A picture
 * with another hash is out of date.
 *
 * @param description as n8n's loader reads it from dist
 */
export function panelHash(description: INodeTypeDescription, parameters: INodeParameters): string {
	const node = { typeVersion: 1, parameters } as INode;
	const { properties } = description;
	const values = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	const shown = properties.filter(
		(property) =>
			property.type !== 'hidden' &&
			// n8n adds these to polling triggers, with a random default.
			property.name !== 'pollTimes' &&
			NodeHelpers.displayParameter(values ?? {}, property, node, description),
	);
	const visible = shown.map(({ displayName, type, hint, placeholder, name }) => {
		return [displayName, type, hint, placeholder, values?.[name]];
	});
	const text = JSON.stringify([description.displayName, visible]);
	return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

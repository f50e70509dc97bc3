import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { Parameters, type ParameterRow } from './parameterTable.cjs';

/** The request that an operation sends, as docs/operations.md has it. */
export interface Endpoint {
	/** `POST /segments` */
	asks: string;
	/** `job`, or empty for what is done immediately. */
	done: string;
}

/** A row of the parameter table, and the names of the operations that have it. */
interface SharedRow extends ParameterRow {
	operations: string[];
}

/**
 * Returns the reference of a node: a table of its operations, and one of all their parameters.
 *
 * @param endpointOf an operation by its name
 */
export function nodeReference(
	description: INodeTypeDescription,
	endpointOf: (operation: string) => Endpoint,
): string {
	const operations = operationsOf(description).map(({ name, value, text }) => {
		const parameters = new Parameters(shownFor(description, value));
		return { name, text, ...endpointOf(name), parameters };
	});
	const overview = operations.map(
		({ name, text, done }) =>
			`| **${name}** | ${asSentence(text)}${done === 'job' ? ' Starts a job.' : ''} |`,
	);
	const notices = new Set(operations.flatMap(({ parameters }) => parameters.notices));
	const shared = mergeRows(operations.map(({ name, parameters }) => [name, parameters.rows]));
	const rows = shared.map(({ label, operations: names, default: value, explanation }) => {
		const which = names.length === operations.length ? 'all' : names.join(', ');
		return `| ${label} | ${which} | ${value} | ${explanation} |`;
	});
	return [
		['| Operation | What it does |', '| --- | --- |', ...overview].join('\n'),
		'Requests: [operations.md](../operations.md).',
		...notices,
		[
			'| Parameter | Operations | Default | What it is |',
			'| --- | --- | --- | --- |',
			...rows,
		].join('\n'),
	].join('\n\n');
}

/** Returns the reference of a node without operations. */
export function parametersOf(description: INodeTypeDescription): string {
	const parameters = new Parameters(shownFor(description));
	const rows = parameters.rows.map(
		({ label, default: value, explanation }) => `| ${label} | ${value} | ${explanation} |`,
	);
	return [
		...parameters.notices,
		['| Parameter | Default | What it is |', '| --- | --- | --- |', ...rows].join('\n'),
	].join('\n\n');
}

/** Merges equal rows of several operations, and keeps the order that each operation has. */
function mergeRows(tables: ReadonlyArray<readonly [string, ParameterRow[]]>): SharedRow[] {
	const merged: SharedRow[] = [];
	for (const [operation, rows] of tables) {
		const placeOf = (row: ParameterRow) =>
			merged.findIndex(
				({ label, default: value, explanation }) =>
					label === row.label && value === row.default && explanation === row.explanation,
			);
		let place = rows.some((row) => placeOf(row) >= 0) ? 0 : merged.length;
		for (const row of rows) {
			const known = placeOf(row);
			if (known < 0) merged.splice(place, 0, { ...row, operations: [operation] });
			else merged[known].operations.push(operation);
			place = (known < 0 ? place : known) + 1;
		}
	}
	return merged;
}

function shownFor(description: INodeTypeDescription, operation?: string): INodeProperties[] {
	return description.properties.filter(
		(property) => property.name !== 'operation' && canBeShown(property, operation, description),
	);
}

/** The operations in a node's dropdown. */
function operationsOf({ properties }: INodeTypeDescription) {
	const { options = [] } = properties.find(({ name }) => name === 'operation') ?? {};
	return options.flatMap((option) =>
		'value' in option
			? [{ name: option.name, value: String(option.value), text: option.description ?? '' }]
			: [],
	);
}

/** Whether n8n shows a parameter for an operation when its other conditions are met. */
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

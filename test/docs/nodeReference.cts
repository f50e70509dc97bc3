import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { elementAt } from '../../dev/elements.cjs';
import { Parameters, type ParameterRow } from './parameterTable.cjs';

/** The request that an operation sends, as docs/operations.md has it. */
export interface Endpoint {
	/** `POST /segments` */
	asks: string;
	/** `job`, or empty for what is done immediately. */
	done: string;
}

/** A row of the parameter table, and the names of the operations or nodes that have it. */
interface SharedRow extends ParameterRow {
	owners: string[];
}

/** From how many nodes on a parameter is described once, in docs/nodes/README.md. */
const COMMON = 3;

/** Returns the parameters that several nodes have, with the names of the nodes. */
export function commonRows(descriptions: readonly INodeTypeDescription[]): SharedRow[] {
	const tables = descriptions.map((description): [string, ParameterRow[]] => {
		const rows = operationsOf(description).map(({ name, value }): [string, ParameterRow[]] => [
			name,
			new Parameters(shownFor(description, value)).rows,
		]);
		return [description.displayName.replace('Appcues ', ''), mergeRows(rows)];
	});
	return mergeRows(tables).filter(({ owners }) => owners.length >= COMMON);
}

/** Returns the table for {@link commonRows}. */
export const commonTable = (common: readonly SharedRow[]): string => tableOf('Nodes', common);

/**
 * Returns the reference of a node: a table of its operations, and one of their parameters.
 *
 * @param endpointOf an operation by its name
 * @param common parameters that are described elsewhere
 */
export function nodeReference(
	description: INodeTypeDescription,
	endpointOf: (operation: string) => Endpoint,
	common: readonly ParameterRow[],
): string {
	const operations = operationsOf(description).map(({ value, ...operation }) => {
		const parameters = new Parameters(shownFor(description, value));
		return { ...operation, ...endpointOf(operation.name), parameters };
	});
	const several = new Set(operations.map(({ resource }) => resource)).size > 1;
	const overview = operations.map(({ resource, name, text, done }) => {
		const first = several ? `| ${resource} ` : '';
		return `${first}| **${name}** | ${asSentence(text)}${done === 'job' ? ' Starts a job.' : ''} |`;
	});
	const notices = new Set(operations.flatMap(({ parameters }) => parameters.notices));
	const all = mergeRows(operations.map(({ name, parameters }) => [name, parameters.rows]));
	const isCommon = (row: ParameterRow) => common.some((other) => isSame(row, other));
	const own = all.filter((row) => !isCommon(row));
	const others = [...new Set(all.filter(isCommon).map(({ label }) => label))];
	return [
		[
			`${several ? '| Resource ' : ''}| Operation | What it does |`,
			`${several ? '| --- ' : ''}| --- | --- |`,
			...overview,
		].join('\n'),
		...notices,
		...(own.length > 0 ? [tableOf('Operations', own, operations.length)] : []),
		...(others.length > 0
			? [`[As in other nodes](README.md#common-parameters): ${others.join(', ')}.`]
			: []),
	].join('\n\n');
}

/** @param total of the owners that a row can have */
function tableOf(owner: string, rows: readonly SharedRow[], total?: number): string {
	const lines = rows.map(({ label, owners, default: value, explanation }) => {
		const which = owners.length === total ? 'all' : owners.join(', ');
		return `| ${label} | ${which} | ${value} | ${explanation} |`;
	});
	const head = [`| Parameter | ${owner} | Default | What it is |`, '| --- | --- | --- | --- |'];
	return [...head, ...lines].join('\n');
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

const isSame = (one: ParameterRow, other: ParameterRow): boolean =>
	one.label === other.label &&
	one.default === other.default &&
	one.explanation === other.explanation;

/** Merges equal rows of several operations or nodes, and keeps the order that each of them has. */
function mergeRows(tables: ReadonlyArray<readonly [string, ParameterRow[]]>): SharedRow[] {
	const merged: SharedRow[] = [];
	for (const [owner, rows] of tables) {
		const placeOf = (row: ParameterRow) => merged.findIndex((other) => isSame(row, other));
		const [first = merged.length] = rows.map(placeOf).filter((known) => known >= 0);
		let place = first;
		for (const row of rows) {
			const known = placeOf(row);
			if (known < 0) merged.splice(place, 0, { ...row, owners: [owner] });
			else elementAt(merged, known).owners.push(owner);
			place = (known < 0 ? place : known) + 1;
		}
	}
	return merged;
}

function shownFor(description: INodeTypeDescription, operation?: string): INodeProperties[] {
	return description.properties.filter(
		(property) =>
			property.name !== 'resource' &&
			property.name !== 'operation' &&
			canBeShown(property, operation, description),
	);
}

/** Returns the operations in a node's dropdown, each with the label of its resource. */
function operationsOf({ properties }: INodeTypeDescription) {
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	const labels = new Map(
		resources.map((option) => ['value' in option ? option.value : undefined, option.name]),
	);
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) => {
			const resource = labels.get(displayOptions?.show?.resource?.[0] as string) ?? '';
			return options.flatMap((option) =>
				'value' in option
					? [
							{
								resource,
								name: option.name,
								value: String(option.value),
								text: option.description ?? '',
							},
						]
					: [],
			);
		});
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

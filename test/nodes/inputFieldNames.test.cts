import { beforeAll, describe, expect, it } from '@jest/globals';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { join } from 'node:path';

/*
 * With `requiresDataPath`, n8n inserts the name of a field when a user drags it into a parameter. Without it, n8n inserts
 * an expression, which returns the value.
 */

/** Parameters that are named like those with names of input fields, but take something else. */
const OTHERS = [
	// A name in Appcues.
	'appcuesAccount.options.tagField',
];

interface Found {
	path: string;
	parameter: INodeProperties;
}

/** Returns the parameters that users type in, at any depth. */
function parametersOf(path: string, properties: readonly INodeProperties[]): Found[] {
	return properties.flatMap((parameter) => {
		const inner = `${path}.${parameter.name}`;
		if (parameter.type !== 'collection' && parameter.type !== 'fixedCollection') {
			return [{ path: inner, parameter }];
		}
		return (parameter.options ?? []).flatMap((option) => {
			if ('type' in option) return parametersOf(inner, [option]);
			return 'values' in option ? parametersOf(`${inner}.${option.name}`, option.values) : [];
		});
	});
}

const namesFields = ({ path }: Found) =>
	/(Field|Fields|Columns|\.columnMap\.\w+\.field)$/.test(path) && !OTHERS.includes(path);

let found: Found[];

beforeAll(async () => {
	const loader = new PackageDirectoryLoader(join(__dirname, '../..'));
	await loader.loadAll();
	found = Object.values(loader.nodeTypes)
		.map(({ type }) => type.description as INodeTypeDescription)
		.flatMap(({ name, properties }) => parametersOf(name, properties));
});

describe('Parameters with names of input fields', () => {
	it('take a dragged field as its name', () => {
		const without = found
			.filter(namesFields)
			.filter(({ parameter }) => parameter.requiresDataPath === undefined);
		expect(without.map(({ path }) => path)).toEqual([]);
	});

	it('take several fields if they are lists', () => {
		const lists = found.filter(({ parameter }) => parameter.requiresDataPath === 'multiple');
		expect([...new Set(lists.map(({ parameter }) => parameter.name))].sort()).toEqual([
			'excludeFields',
			'selectedColumns',
		]);
	});

	it('are the only ones that do', () => {
		const others = found.filter(
			(each) => each.parameter.requiresDataPath !== undefined && !namesFields(each),
		);
		expect(others.map(({ path }) => path)).toEqual([]);
		expect(found.filter(namesFields).length).toBeGreaterThan(8);
	});
});

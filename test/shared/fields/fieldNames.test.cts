import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { plainFieldName, readFieldNames } from '../../../nodes/shared/fields/fieldNames';

/** Returns the path that n8n's editor inserts for a field: it escapes quotes and nothing else. */
const draggedPath = (steps: string[]): string =>
	steps.reduce((path, step) => {
		if (!/^[A-Za-z_]\w*$/.test(step)) return `${path}['${step.replaceAll("'", "\\'")}']`;
		return path === '' ? step : `${path}.${step}`;
	}, '');

/** A backslash before a quote can't be told from an escaped quote. */
const name = fc
	.oneof(
		fc.constantFrom(
			'plan',
			'Company Name',
			"Ada's plan",
			'a, b',
			'[x]',
			'1st',
			'é',
			'E-Mail: work',
		),
		fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }),
	)
	.filter((text) => text.trim() === text && text !== '' && !/\\|^["']|["']$|[[\]]/.test(text));

describe('The name of a field', () => {
	it.each([
		['plan', 'plan'],
		['company.name', 'company.name'],
		["['Company Name']", 'Company Name'],
		["company['Legal Name']", 'company.Legal Name'],
		["['Our Company'].name", 'Our Company.name'],
		["['Ada\\'s plan']", "Ada's plan"],
		[" ['Company Name'] ", 'Company Name'],
		['Company [EU]', 'Company [EU]'],
	])('of the path %s is %s', (path, expected) => {
		expect(plainFieldName(path)).toBe(expected);
	});

	it('is the same after dragging it into a parameter', () => {
		fc.assert(
			fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (steps) => {
				expect(plainFieldName(draggedPath(steps))).toBe(steps.join('.'));
			}),
		);
	});
});

describe('A list of field names', () => {
	it.each([
		['plan, seats', ['plan', 'seats']],
		["plan, ['Company Name']", ['plan', 'Company Name']],
		[
			"['Company Name'], company['Legal Name'], plan",
			['Company Name', 'company.Legal Name', 'plan'],
		],
		["['a, b'], c", ['a, b', 'c']],
		['["plan", "seats"]', ['plan', 'seats']],
		["['plan', 'seats']", ['plan', 'seats']],
		['', []],
	])('can be %s', (value, expected) => {
		expect(readFieldNames(value, 'Columns')).toEqual(expected);
	});

	it('contains every field that is dragged into the parameter', () => {
		fc.assert(
			fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), (names) => {
				fc.pre(names.some((each) => draggedPath([each]) !== each));
				expect(readFieldNames(names.map((each) => draggedPath([each])).join(', '), 'x')).toEqual(
					names,
				);
			}),
		);
	});
});

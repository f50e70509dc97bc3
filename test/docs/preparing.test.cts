import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { atLeast } from '../../dev/elements.cjs';
import { useAppcues } from '../support/appcues.cjs';

const PAGE = readFileSync(join(__dirname, '../../docs/preparing-your-data.md'), 'utf8');

/** Returns the rows with date conversions: the value and the expression. */
const CONVERSIONS = [...PAGE.matchAll(/^\| `([^`]+)`[^|]* \| `(\{\{ .*? \}\})` \|$/gm)].map(
	([, given = '', expression = '']) => ({ given, expression }),
);

const appcues = useAppcues();

describe('docs/preparing-your-data.md', () => {
	it('has conversions', () => expect(CONVERSIONS.length).toBeGreaterThan(4));

	it.each(CONVERSIONS)('$expression converts $given', async ({ given, expression }) => {
		const date = /^\d{5,8}$/.test(given) ? Number(given) : given;
		const run = await appcues.run({
			type: 'appcuesEndUser',
			parameters: {
				operation: 'update',
				userId: 'user-ada',
				attributes: {
					assignments: [{ id: '1', name: 'date', type: 'string', value: `=${expression}` }],
				},
			},
			input: [{ date }],
		});
		expect(run.error).toBeUndefined();
		expect(run.hints).toEqual([]);
		const [{ body }] = atLeast(1, appcues.fake.requests('PATCH'));
		expect((body as { date: string }).date).toMatch(/^2026-06-20/);
	});
});

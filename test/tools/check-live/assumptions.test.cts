import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../../dev/n8n/paths.cjs';
import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import { analytics } from './mutations/analytics.cjs';
import { jobs } from './mutations/jobs.cjs';
import { reading } from './mutations/reading.cjs';
import { writing } from './mutations/writing.cjs';
import { idsOf } from './useCheck.cjs';

const PAGE = join(ROOT, 'docs/live-check.md');

const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
		.join('');

/** The generated tables, by the comment before each. */
const TABLES = {
	'open points': table(
		['Open point', 'Readings', 'How the nodes cope', 'Check'],
		ASSUMPTIONS.filter(({ grade }) => grade === '?').map(({ id, title, expected, copes = '' }) => [
			title,
			expected,
			copes,
			`\`${id}\``,
		]),
	),
	assumptions: table(
		['Assumption', 'Expected', 'Grade', 'Needs', 'Change when it differs'],
		ASSUMPTIONS.map(({ id, title, expected, grade, needs, file }) => [
			`\`${id}\`: ${title}`,
			expected,
			grade,
			needs ? `\`--${needs}\`` : '',
			`\`${file}\``,
		]),
	),
};

/** Returns the page with its current tables. */
function withTables(page: string): string {
	return Object.entries(TABLES).reduce((text, [name, rows]) => {
		const [before, rest, ...more] = text.split(`<!-- ${name} -->\n\n`);
		if (rest === undefined || more.length > 0) throw new Error(`no place for ${name}`);
		return `${before}<!-- ${name} -->\n\n${rows}${rest.replace(/^(?:\|.*\n)*/, '')}`;
	}, page);
}

describe('the assumptions', () => {
	it('have unique IDs', () => {
		const ids = idsOf(ASSUMPTIONS);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
	});

	it('say how the package copes where the answer is unknown', () => {
		const asked = ASSUMPTIONS.filter(({ grade }) => grade === '?');
		const coped = ASSUMPTIONS.filter(({ copes }) => copes !== undefined);
		expect(idsOf(coped)).toEqual(idsOf(asked));
	});

	it('name files that exist', () => {
		const gone = ASSUMPTIONS.filter(({ file }) => !existsSync(join(ROOT, file)));
		expect(gone.map(({ id, file }) => `${id}: ${file}`)).toEqual([]);
	});

	it('are each broken by a mutation in the tests beside this one', () => {
		const broken = new Set(
			[...reading, ...analytics, ...jobs, ...writing].map(({ breaks }) => breaks),
		);
		expect([...broken].sort()).toEqual(idsOf(ASSUMPTIONS).sort());
	});

	it('are those in docs/live-check.md', () => {
		const whole = withTables(readFileSync(PAGE, 'utf8'));
		if (process.env.UPDATE_DOCS) writeFileSync(PAGE, whole);
		expect(readFileSync(PAGE, 'utf8')).toBe(whole);
	});
});

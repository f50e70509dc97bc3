import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../scripts/local-n8n/paths.cjs';
import { ASSUMPTIONS } from '../../scripts/check-live/assumptions/index.cjs';
import { analytics } from './alterations/analytics.cjs';
import { jobs } from './alterations/jobs.cjs';
import { reading } from './alterations/reading.cjs';
import { writing } from './alterations/writing.cjs';
import { idsOf } from './useCheck.cjs';

const PAGE = join(ROOT, 'docs/live-check.md');

/** In the page, where the generated table begins. */
const HEAD = '| Assumption | Expected | Grade | Needs | Change when it differs |';

function table(): string {
	const rows = ASSUMPTIONS.map(({ id, title, expected, grade, needs, file }) =>
		[`\`${id}\`: ${title}`, expected, grade, needs ? `\`--${needs}\`` : '', `\`${file}\``]
			.map((cell) => cell.replaceAll('|', '\\|'))
			.join(' | '),
	);
	return [HEAD, '| --- | --- | --- | --- | --- |', ...rows.map((row) => `| ${row} |`), ''].join(
		'\n',
	);
}

describe('the assumptions', () => {
	it('have an ID each, which is never used twice', () => {
		const ids = idsOf(ASSUMPTIONS);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
	});

	it('name files that exist', () => {
		const gone = ASSUMPTIONS.filter(({ file }) => !existsSync(join(ROOT, file)));
		expect(gone.map(({ id, file }) => `${id}: ${file}`)).toEqual([]);
	});

	it('are each broken by an Appcues that differs, in the tests beside this one', () => {
		const broken = new Set(
			[...reading, ...analytics, ...jobs, ...writing].map(({ breaks }) => breaks),
		);
		expect([...broken].sort()).toEqual(idsOf(ASSUMPTIONS).sort());
	});

	it('are those in docs/live-check.md', () => {
		const page = readFileSync(PAGE, 'utf8');
		const [prose = ''] = page.split(HEAD);
		const whole = prose + table();
		if (process.env.UPDATE_DOCS) writeFileSync(PAGE, whole);
		expect(readFileSync(PAGE, 'utf8')).toBe(whole);
	});
});

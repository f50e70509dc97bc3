import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const REMARK = join(ROOT, 'node_modules/.bin/remark');
/** Names the repository, so that its own GitHub URLs are checked here too. */
const RULES = join(__dirname, 'remark.json');

/** Returns the link checker's findings for all Markdown files of the repository. */
function complaints(): string {
	const quiet = ['--no-stdout', '--no-color', '--no-config', '--no-ignore', '--quiet', '--frail'];
	const { status, stderr } = spawnSync(
		REMARK,
		[...quiet, '--ignore-pattern', 'coverage,dist', '--rc-path', RULES, '.'],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	return status === 0 ? '' : stderr;
}

it('every link leads to an existing file, image or heading', () => {
	expect(complaints()).toBe('');
});

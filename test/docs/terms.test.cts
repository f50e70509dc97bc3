import { expect, it, jest } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Configuration {
	rules: { terminology: { terms: Array<[term: string, instead: string]> } };
}

const ROOT = join(__dirname, '../..');

const { terms } = jest.requireActual<Configuration>('../../.textlintrc.js').rules.terminology;

const patterns = terms.map(([term, instead]) => ({
	pattern: new RegExp(String.raw`(?<![\w.])(?:${term})(?!\w)`, 'i'),
	instead,
}));

/** Lines with a term that the docs don't use either. */
function unusual(text: string): string[] {
	return text.split('\n').flatMap((line) => {
		const found = patterns.find(({ pattern }) => pattern.test(line));
		return found ? [`${line.trim()} (write: ${found.instead})`] : [];
	});
}

it('finds a term, as a word', () => {
	expect(unusual('// It tells of a job.\n// Fine.')).toEqual([
		'// It tells of a job. (write: report)',
	]);
	expect(unusual('const seen = anewly.told;')).toEqual([]);
});

// textlint only reads Markdown.
it.each(['nodes', 'credentials'])(
	'comments and messages in %s use the terms of the docs',
	(folder) => {
		const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
		const sources = files.filter((file) => /\.(ts|json)$/.test(file));
		expect(sources.length).toBeGreaterThan(0);
		for (const file of sources) {
			const lines = unusual(readFileSync(join(ROOT, folder, file), 'utf8'));
			expect({ file, lines }).toEqual({ file, lines: [] });
		}
	},
);

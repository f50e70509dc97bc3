// Usage: node scripts/check-release.mjs [--notes] v1.2.3
// Run by the publishing workflow, before dependencies are installed. Prints the npm tag of the version (latest,
// or next for 1.2.3-beta.1), or with --notes what the changelog says about it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../dev/setup/paths.mjs';
import { runMain } from '../dev/setup/runMain.mjs';
import { SetupError } from '../dev/setup/setupError.mjs';

await runMain(() => {
	const { values, positionals } = parseArgs({
		options: { notes: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const { version, author, repository } = JSON.parse(read('package.json'));
	const [tag] = positionals;
	if (tag !== `v${version}`) {
		throw new SetupError(`The tag is ${tag}, but package.json has version ${version}.`);
	}
	// The placeholder until there is a contact. npm would show it to everyone.
	if (/\.example$/.test(author.email)) {
		throw new SetupError(
			`package.json still has the placeholder ${author.email}: see CONTRIBUTING.md, Before the first publish.`,
		);
	}
	const { GITHUB_REPOSITORY: here } = process.env;
	if (here && !repository.url.includes(`github.com/${here}.git`)) {
		throw new SetupError(
			`package.json names ${repository.url}, but this is ${here}. npm would refuse the provenance.`,
		);
	}
	const notes = sectionOf(version);
	console.log(values.notes ? notes : version.includes('-') ? 'next' : 'latest');
});

function sectionOf(version) {
	const [, ...sections] = read('CHANGELOG.md').split(/^## /m);
	const section = sections.find((each) => each.startsWith(`[${version}] - `));
	const [, date] = /^\[.+?\] - (\S+)/.exec(section ?? '') ?? [];
	if (!/^\d{4}-\d\d-\d\d$/.test(date ?? '')) {
		throw new SetupError(
			`CHANGELOG.md needs a section "## [${version}] - YYYY-MM-DD" with the date of the release.`,
		);
	}
	return section.slice(section.indexOf('\n')).trim();
}

function read(file) {
	return readFileSync(join(ROOT, file), 'utf8');
}

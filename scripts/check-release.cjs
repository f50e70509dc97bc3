// Usage: node scripts/check-release.cjs [--notes] v1.2.3
// Run by the workflow that publishes, before dependencies are installed. Prints the npm tag that the version
// goes under (latest, or next for 1.2.3-beta.1), with --notes what the changelog says of it.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

const { ROOT } = require('../dev/setup/paths.cjs');
const { SetupError } = require('../dev/setup/setupError.cjs');
const { showProblems } = require('../dev/setup/showProblems.cjs');

void showProblems(() => {
	const { values, positionals } = parseArgs({
		options: { notes: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	/** @type {{ version: string, author: { email: string }, repository: { url: string } }} */
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

/** @param {string} version */
function sectionOf(version) {
	const [, ...sections] = read('CHANGELOG.md').split(/^## /m);
	const section = sections.find((each) => each.startsWith(`[${version}] - `));
	const [, date] = /^\[.+?\] - (\S+)/.exec(section ?? '') ?? [];
	if (section === undefined || !/^\d{4}-\d\d-\d\d$/.test(date ?? '')) {
		throw new SetupError(
			`CHANGELOG.md needs a section "## [${version}] - YYYY-MM-DD" with the date of the release.`,
		);
	}
	return section.slice(section.indexOf('\n')).trim();
}

/** @param {string} file */
function read(file) {
	return readFileSync(join(ROOT, file), 'utf8');
}

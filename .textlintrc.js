/**
 * Words and phrases of the docs: [what not to write, what to write instead]. A pattern that needs its context, such as
 * "text" for a string, is left to the reviewer: it would raise false alarms.
 */
const terms = [
	// Users and Appcues
	['(user|group|profile|event|custom|their|its) attribute(s?)', '$1 property$2'],
	['attributes of', 'properties of'],
	["end user(?:'s|’s) profile", 'user profile'],
	['pretend Appcues', 'fake Appcues'],
	['Continue On Fail', 'On Error'],
	['on air', 'live'],
	['(?:take|takes|took|taken) down', 'unpublish'],
	['e-mail(s|ed)?', 'email$1'],
	['(base|web|server|webhook|callback) address', '$1 URL'],

	// Requests and jobs
	['(\\d+|two|three|four|five|six|several|more|all|further) tries', '$1 attempts'],
	['(?:asks?|asked) to come back', 'asks to retry'],
	['come back in', 'retry in'],
	['(?:look|looks|looked|looking) at (the|a|its|each) job', 'check $1 job'],
	['job (?:goes on|comes out)', 'job continues'],

	// Plain English
	['(?:go|goes|going|went) on', 'continue'],
	['(?:come|comes|came|coming) out', 'return'],
	['(?:put|puts|putting) (?:it |them )?out', 'output'],
	['(?:leave|leaves|left|leaving) out', 'skip'],
	['(?:tell|tells|told|telling) of', 'report'],
	['(?:do|does|did) no harm', 'is safe'],
	['could not be had', 'failed'],
	['without a word', 'silently'],
	['at once', 'immediately'],
	['for good', 'permanently'],
	['of its own', 'its own'],
	['(?:mend|mends|mended|mending)', 'fix'],
	['(?:stand|stands|stood) for', 'mean'],
	['tries again', 'retries'],
	['tells|told|telling', 'says'],
	['amiss', 'wrong'],
	['anew', 'again'],
	['aloud', 'openly'],
];

module.exports = {
	plugins: { '@textlint/markdown': { extensions: ['.md'] } },
	rules: { terminology: { defaultTerms: false, skip: [], terms } },
};

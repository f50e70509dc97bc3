// By name: N8nEnded is defined in TypeScript, which this file must not load.
const FOR_READERS = ['SetupError', 'CommandFailed', 'N8nEnded'];

/**
 * @param {unknown} error
 * @returns {error is Error}
 */
function isForReader(error) {
	return error instanceof Error && FOR_READERS.includes(error.name);
}

/**
 * Runs a program. Shows the message alone of a problem that the reader can fix; any other error keeps its
 * stack trace.
 *
 * @param {() => unknown} program returns the exit status, or nothing
 */
async function showProblems(program) {
	try {
		const status = await program();
		if (typeof status === 'number') process.exitCode = status;
	} catch (error) {
		console.error(isForReader(error) ? `\n${error.message}\n` : error);
		process.exit(1);
	}
}

/**
 * Runs a part of jest's global setup. Jest prints the stack of what it throws: for a problem that the reader
 * can fix, that is the message alone.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function readable(work) {
	try {
		return await work();
	} catch (error) {
		if (isForReader(error)) error.stack = `\n${error.message}\n`;
		throw error;
	}
}

module.exports = { showProblems, readable };

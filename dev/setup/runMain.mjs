// By name: the classes are loaded in more than one way.
const FOR_READERS = ['SetupError', 'CommandFailed', 'N8nEnded'];

/**
 * Runs a script's main function. What the reader can mend is shown as a message; anything else
 * is a fault of ours and keeps its stack trace.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
	try {
		await main();
	} catch (error) {
		const isForReader = FOR_READERS.includes(error?.name);
		console.error(isForReader ? `\n${error.message}\n` : error);
		process.exit(1);
	}
}

const { CommandFailed, run } = require('./run.cjs');
const { SetupError } = require('./setupError.cjs');

const UNREACHABLE =
	/ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED_CERT|network/;

/**
 * Runs an npm command that may have to download packages. Without a registry it is left to what npm
 * has in its cache, at once: npm alone would try each package for minutes.
 *
 * @param {string[]} args
 * @param {import('./run.cjs').RunOptions} options
 * @throws {SetupError} when the registry is needed and cannot be reached
 */
async function npmDownload(args, options = {}) {
	const online = await registryAnswers(options);
	const from = online ? '--prefer-offline' : '--offline';
	try {
		return await run('npm', [...args, from], options);
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		if (online && !UNREACHABLE.test(error.output)) {
			throw new SetupError(`npm ${args[0]} did not succeed:\n${firstErrors(error.output)}`);
		}
		throw new SetupError(
			`The packages could not be downloaded from ${await registryAddress(options)}.\n` +
				`Tried: npm ${args.join(' ')}\n` +
				'Internet access to the npm registry is needed the first time only. Check the connection\n' +
				'(behind a proxy: npm config set proxy …; with a mirror: npm config set registry …) and start again.',
		);
	}
}

/**
 * Returns whether anything answers at the registry's URL. A mirror without npm's ping answers 404, which is enough.
 *
 * @param {import('./run.cjs').RunOptions} options
 */
async function registryAnswers(options) {
	try {
		await run('npm', ['ping', '--fetch-retries=0', '--fetch-timeout=15000'], options);
		return true;
	} catch (error) {
		return error instanceof CommandFailed && !UNREACHABLE.test(error.output);
	}
}

/**
 * Returns npm's first error lines: it prints what is wrong first, and then all its options.
 *
 * @param {string} output
 */
function firstErrors(output) {
	const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
	return lines.slice(0, 12).join('\n');
}

/**
 * Returns the registry's URL. npm hides a password in it.
 *
 * @param {import('./run.cjs').RunOptions} options
 * @returns {Promise<string>}
 */
async function registryAddress(options) {
	const printed = await run('npm', ['config', 'get', 'registry'], options);
	return printed.trim().split('\n').pop() ?? '';
}

module.exports = { npmDownload, registryAddress };

const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');

const { SetupError } = require('./setupError.cjs');

/**
 * Acquires a lock for this process until it ends or releases it. A lock of a process that has ended doesn't
 * count.
 *
 * @param {string} file stores the process ID
 * @param {string} what for the message, such as 'The n8n in .n8n-local/user is in use'
 * @returns {Promise<() => void>} a function that releases the lock
 * @throws {SetupError} while another process has it
 */
async function acquireLock(file, what) {
	const owner = ownerOf(file);
	if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
		throw new SetupError(
			`${what} by another process (${owner}). Wait for it or stop it.\n` +
				`(If that process is unrelated, delete ${file})`,
		);
	}
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, String(process.pid));
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	return release;
}

/**
 * Returns whether a process with that ID is running, whoever owns it.
 *
 * @param {number} pid
 */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/**
 * Returns whether the process has ended and is only listed because nobody has read its exit status.
 *
 * @param {number} pid
 */
function isZombie(pid) {
	const file = `/proc/${pid}/stat`;
	return existsSync(file) && /\) Z /.test(readFileSync(file, 'utf8'));
}

/** @param {string} file */
function ownerOf(file) {
	try {
		return Number(readFileSync(file, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

module.exports = { acquireLock, isAlive };

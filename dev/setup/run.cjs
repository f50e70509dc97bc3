const { spawn } = require('node:child_process');
const { join } = require('node:path');

const GUARD = join(__dirname, 'guard.cjs');

// npm takes its time after SIGTERM, and has nothing to save that an interrupted install would need.
const GRACE_SECONDS = '1';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number }} RunOptions limitMs: then it fails */

/** A command that ended with another status than 0; `output` is all it printed. */
class CommandFailed extends Error {
	/** @override */
	name = 'CommandFailed';

	/**
	 * @param {string} command
	 * @param {number | null} status
	 * @param {string} output
	 */
	constructor(command, status, output) {
		super(`${command} ended with status ${status}:\n${output.trim().slice(-4000)}`);
		this.status = status;
		this.output = output;
	}
}

/**
 * Runs a command to its end without showing its output. It ends with us, however we end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string>} what it printed, stdout and stderr together
 * @throws {CommandFailed}
 */
function run(command, args, { cwd, env = process.env, limitMs } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [GUARD, GRACE_SECONDS, command, ...args], {
			cwd,
			env,
			detached: true,
			stdio: ['pipe', 'pipe', 'pipe'], // stdin stays open as long as we live
		});
		/** @type {Buffer[]} */
		const output = [];
		const timer = limitMs !== undefined && setTimeout(tooLong, limitMs, limitMs);
		function tooLong(/** @type {number} */ ms) {
			output.push(Buffer.from(`\nIt didn't end within ${ms / 1000} seconds.\n`));
			child.stdin.end(); // the guard ends all of it
		}
		child.stdout.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
		child.stderr.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
		child.on('error', reject);
		child.on('exit', () => {
			if (timer) clearTimeout(timer);
			killGroup(child.pid); // what the command left behind
		});
		child.on('close', (status) => {
			const text = Buffer.concat(output).toString();
			if (status === 0) resolve(text);
			else reject(new CommandFailed(`${command} ${args.join(' ')}`, status, text));
		});
	});
}

/** @param {number | undefined} pid */
function killGroup(pid) {
	try {
		if (pid !== undefined) process.kill(-pid, 'SIGKILL');
	} catch {
		// nobody is left
	}
}

module.exports = { CommandFailed, run };

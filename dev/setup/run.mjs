import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GUARD = join(dirname(fileURLToPath(import.meta.url)), 'guard.mjs');

// npm takes its time after SIGTERM, and has nothing to save that an interrupted install would need.
const GRACE_SECONDS = '1';

/** A command that ended with another status than 0; `output` is all it printed. */
export class CommandFailed extends Error {
	constructor(command, status, output) {
		super(`${command} ended with status ${status}:\n${output.trim().slice(-4000)}`);
		this.name = 'CommandFailed';
		this.status = status;
		this.output = output;
	}
}

/**
 * Runs a command to its end without showing its output. It ends with us, however we end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<string>} what it printed, stdout and stderr together
 * @throws {CommandFailed}
 */
export function run(command, args, { cwd, env = process.env } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [GUARD, GRACE_SECONDS, command, ...args], {
			cwd,
			env,
			detached: true,
			stdio: ['pipe', 'pipe', 'pipe'], // stdin stays open as long as we live
		});
		const output = [];
		child.stdout.on('data', (chunk) => output.push(chunk));
		child.stderr.on('data', (chunk) => output.push(chunk));
		child.on('error', reject);
		child.on('exit', () => killGroup(child.pid)); // what the command left behind
		child.on('close', (status) => {
			const text = Buffer.concat(output).toString();
			if (status === 0) resolve(text);
			else reject(new CommandFailed(`${command} ${args.join(' ')}`, status, text));
		});
	});
}

function killGroup(pid) {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// nobody is left
	}
}

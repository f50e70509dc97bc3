// Usage: node guard.cjs GRACE COMMAND ARG…, as the leader of a process group (`detached`), stdin a pipe
// Runs a command that must not outlive whoever started it. The starter holds the other end of this
// process' stdin; when that closes, for whatever reason (even SIGKILL), the command and all that it
// started are ended: SIGTERM, and SIGKILL after GRACE seconds.
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const [grace, command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('guard.cjs needs a command');
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
let isStarterGone = false;

child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	// What the command left behind ends with us; a living starter sees to that and gets the status.
	if (isStarterGone) process.kill(-process.pid, 'SIGKILL');
	process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});

// Our own SIGTERM to the group comes back to us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdin.on('error', end).on('close', end).resume();

function end() {
	if (isStarterGone) return;
	isStarterGone = true;
	process.kill(-process.pid, 'SIGTERM');
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), Number(grace) * 1000);
}

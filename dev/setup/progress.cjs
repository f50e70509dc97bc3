const LINE_EVERY_MS = 15_000;

// To stderr: what a tool prints to stdout can then be piped on its own.
const out = process.stderr;

/**
 * Runs one step of the set-up and shows it as one line with its seconds: counting up on a terminal,
 * elsewhere (CI logs) a line every 15 s, so that nobody takes a long step for a hang.
 *
 * @template T
 * @param {string} label what is being done
 * @param {(say: (note: string) => void) => Promise<T> | T} work `say` sets a short note behind the label
 * @returns {Promise<T>} what `work` returns; what it throws is thrown on
 */
async function step(label, work) {
	const started = Date.now();
	let note = '';
	/** @param {string} sign */
	const line = (sign) => `${sign} ${label}${note && ` · ${note}`}  ${seconds(started)} s`;
	const show = () => out.write(out.isTTY ? `\r\x1b[K${line('…')}` : `${line('…')}\n`);
	if (out.isTTY) show();
	const timer = setInterval(show, out.isTTY ? 1000 : LINE_EVERY_MS);
	/** @param {string} sign */
	const finish = (sign) => {
		clearInterval(timer);
		out.write(`${out.isTTY ? '\r\x1b[K' : ''}${line(sign)}\n`);
	};
	try {
		const result = await work((text) => {
			note = text;
			if (out.isTTY) show();
		});
		finish('✓');
		return result;
	} catch (error) {
		finish('✗');
		throw error;
	}
}

/** @param {number} since */
function seconds(since) {
	const elapsed = (Date.now() - since) / 1000;
	return elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed);
}

module.exports = { step };

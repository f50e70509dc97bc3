const LINE_EVERY_MS = 15_000;
const BAR_WIDTH = 20;
/** The share that must be done before the rest can be estimated, and from which on large packages decide it. */
const ESTIMATE_FROM = 0.1;
const ESTIMATE_TO = 0.97;

// To stderr: what a tool prints to stdout can then be piped on its own.
const out = process.stderr;

/** @typedef {{ done: number, total: number }} Count */

/** On a terminal: the lines of the running steps, in the order of their start. @type {Set<() => string>} */
const running = new Set();
let drawn = 0;

/**
 * Runs one step of the set-up and shows it as one line with its seconds: counting up on a terminal,
 * elsewhere (CI logs) a line every 15 s, so that nobody takes a long step for a hang. Steps can run side by side.
 *
 * @template T
 * @param {string} label what is being done
 * @param {(say: (note: string) => void, track: (count: () => Count) => void) => Promise<T> | T} work `say` sets a
 *   short note behind the label. `track` shows how many packages are done until the next `say`
 * @returns {Promise<T>} what `work` returns; what it throws is thrown on
 */
async function step(label, work) {
	const started = Date.now();
	let note = '';
	/** @param {string} sign */
	const line = (sign) => `${sign} ${label}${note && ` · ${note}`}  ${seconds(started)} s`;
	/** @type {(() => string) | undefined} */
	let counted;
	const now = () => {
		if (counted) note = counted();
		return line('…');
	};
	running.add(now);
	if (out.isTTY) draw();
	const timer = out.isTTY
		? setInterval(draw, 1000)
		: setInterval(() => out.write(`${now()}\n`), LINE_EVERY_MS);
	/** @param {string} sign */
	const finish = (sign) => {
		clearInterval(timer);
		running.delete(now);
		if (out.isTTY) clear();
		out.write(`${line(sign)}\n`);
		if (out.isTTY) draw();
	};
	/** @param {string} text */
	const say = (text) => {
		counted = undefined;
		note = text;
		if (out.isTTY) draw();
	};
	try {
		const result = await work(say, (count) => {
			const since = Date.now();
			counted = () => describeCount(count(), Date.now() - since, out.isTTY);
		});
		finish('✓');
		return result;
	} catch (error) {
		finish('✗');
		throw error;
	}
}

function draw() {
	clear();
	const width = (out.columns || 80) - 1;
	for (const line of running) out.write(`${[...line()].slice(0, width).join('')}\n`);
	drawn = running.size;
}

function clear() {
	if (drawn > 0) out.write(`\x1b[${drawn}F\x1b[J`);
	drawn = 0;
}

/**
 * Returns a count in words, such as `612 of 2,005 packages, about 50 s left`. The time left is missing until enough is
 * done to estimate it.
 *
 * @param {Count} count
 * @param {number} elapsedMs since the count was 0
 * @param {boolean} withBar draws a bar in front
 */
function describeCount({ done, total }, elapsedMs, withBar = false) {
	const share = total === 0 ? 0 : done / total;
	const filled = Math.floor(share * BAR_WIDTH);
	const bar = withBar ? `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ` : '';
	const number = new Intl.NumberFormat('en');
	const packages = `${number.format(done)} of ${number.format(total)} packages`;
	if (share < ESTIMATE_FROM) return `${bar}${packages}`;
	const rest = share < ESTIMATE_TO ? left((elapsedMs / done) * (total - done)) : 'almost done';
	return `${bar}${packages}, ${rest}`;
}

/** @param {number} ms */
function left(ms) {
	// Finer steps would pretend to know more.
	const rounded = Math.ceil(ms / 5000) * 5;
	return rounded < 120 ? `about ${rounded} s left` : `about ${Math.round(rounded / 60)} min left`;
}

/** @param {number} since */
function seconds(since) {
	const elapsed = (Date.now() - since) / 1000;
	return elapsed < 10 ? elapsed.toFixed(1) : Math.round(elapsed);
}

module.exports = { describeCount, step };

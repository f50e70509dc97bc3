import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { contentHash } from '../dev/setup/contentHash.cjs';
import { ensureBuild } from '../dev/setup/ensureBuild.cjs';
import { step } from '../dev/setup/progress.cjs';
import { SetupError } from '../dev/setup/setupError.cjs';
import { installHost } from '../dev/n8n/installHost.cjs';
import { ROOT } from '../dev/n8n/paths.cjs';
import type { Bench, BenchResult } from './benches/bench.cjs';
import { benches } from './benches/index.cjs';
import { Fake } from './fake.cjs';
import { machine } from './machine.cjs';
import { keep, writePage } from './report/store.cjs';
import { printed } from './report/table.cjs';

/**
 * Runs the benches and prints what they found.
 *
 * @param args `--only 2` (also several times), `--write` to write docs/performance.md and its plots
 */
export async function main(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: { only: { type: 'string', multiple: true }, write: { type: 'boolean' } },
	});
	const wanted = values.only ?? Object.keys(benches);
	const unknown = wanted.find((number) => !(number in benches));
	if (unknown !== undefined) throw new Error(`There is no bench ${unknown}`);
	await ensureBuild();
	await installHost();
	const about = await machine();
	const build = await buildOf();
	console.log(about.join('\n'));
	warnOfLoad();
	const results = await runAll(wanted);
	if ((await buildOf()) !== build) {
		throw new SetupError('dist was built anew meanwhile: nothing of this is kept.');
	}
	const stored = keep({ build, machine: about, results });
	if (values.write) await writePage(stored);
}

async function buildOf(): Promise<string> {
	return contentHash(ROOT, ['dist']);
}

/** Others at work on the machine make every time here too long, and not all by the same measure. */
function warnOfLoad(): void {
	const [load] = loadavg();
	if (load > availableParallelism() / 4) {
		console.log(`The machine is busy (load ${load.toFixed(1)}): these times are not to be kept.`);
	}
}

async function runAll(wanted: string[]): Promise<Record<string, BenchResult>> {
	const folder = await mkdtemp(join(tmpdir(), 'appcues-bench-'));
	const fake = await Fake.start();
	const results: Record<string, BenchResult> = {};
	try {
		for (const number of wanted) {
			const run = async (say: Bench['say']) => await benches[number]({ fake, folder, say });
			results[number] = await step(`Bench ${number}`, run);
			console.log(printed(results[number]));
		}
	} finally {
		fake.stop();
		await rm(folder, { recursive: true, force: true });
	}
	return results;
}

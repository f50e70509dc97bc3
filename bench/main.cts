import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { atLeast, entryOf } from '../dev/elements.cjs';
import { contentHash } from '../dev/setup/contentHash.cjs';
import { ensureBuild } from '../dev/setup/ensureBuild.cjs';
import { step } from '../dev/setup/progress.cjs';
import { SetupError } from '../dev/setup/setupError.cjs';
import { installN8n } from '../dev/setup/n8n/installN8n.cjs';
import { ROOT } from '../dev/n8n/paths.cjs';
import type { Bench, BenchResult } from './benches/bench.cjs';
import { benches } from './benches/index.cjs';
import { Fake } from './fake.cjs';
import { machine } from './machine.cjs';
import { keep, writePage } from './report/store.cjs';
import { printed } from './report/table.cjs';

/**
 * Runs the benches and prints the results.
 *
 * @param args `--only 2` (repeatable), `--write` to write docs/performance.md and its plots
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
	await installN8n();
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

/** Other work on the machine makes all times longer, and not by the same factor. */
function warnOfLoad(): void {
	const [load] = atLeast(1, loadavg());
	if (load > availableParallelism() / 4) {
		console.log(`The machine is busy (load ${load.toFixed(1)}), so these times are not kept.`);
	}
}

async function runAll(wanted: string[]): Promise<Record<string, BenchResult>> {
	const folder = await mkdtemp(join(tmpdir(), 'appcues-bench-'));
	const fake = await Fake.start();
	const results: Record<string, BenchResult> = {};
	try {
		for (const number of wanted) {
			const run = async (say: Bench['say']) =>
				await entryOf(benches, number)({ fake, folder, say });
			results[number] = await step(`Bench ${number}`, run);
			console.log(printed(results[number]));
		}
	} finally {
		fake.stop();
		await rm(folder, { recursive: true, force: true });
	}
	return results;
}

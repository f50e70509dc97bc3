import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SetupError } from '../../dev/setup/setupError.cjs';
import { LOCAL, ROOT } from '../../dev/n8n/paths.cjs';
import type { BenchResult } from '../benches/bench.cjs';
import { benches } from '../benches/index.cjs';
import { svgOf } from '../plot/chart.cjs';
import { markdown } from './markdown.cjs';

const FILE = join(LOCAL, 'bench/results.json');
const PAGE = join(ROOT, 'docs/performance.md');
const IMAGES = join(ROOT, 'docs/images');

interface Stored {
	/** The build that was measured. Numbers of different builds are never on one page. */
	build: string;
	machine: string[];
	results: Record<string, BenchResult>;
}

/** Stores results along with those of other runs of the same build on the same machine. */
export function keep(found: Stored): Stored {
	const known = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Stored) : undefined;
	const isSame =
		known?.build === found.build && JSON.stringify(known.machine) === JSON.stringify(found.machine);
	const stored = { ...found, results: { ...(isSame && known.results), ...found.results } };
	mkdirSync(join(LOCAL, 'bench'), { recursive: true });
	writeFileSync(FILE, JSON.stringify(stored, null, '\t'));
	return stored;
}

/** Writes the page and its plots. @throws {SetupError} with what was not measured with this build */
export async function writePage({ machine, results }: Stored): Promise<void> {
	const missing = Object.keys(benches).filter((number) => !(number in results));
	if (missing.length > 0) {
		throw new SetupError(
			`Not measured with this build yet, so the page is not written: ${missing.join(', ')}`,
		);
	}
	mkdirSync(IMAGES, { recursive: true });
	writeFileSync(PAGE, `${markdown(machine, results).trimEnd()}\n`);
	for (const chart of Object.values(results).flatMap(({ charts }) => charts)) {
		writeFileSync(join(IMAGES, `${chart.name}.svg`), svgOf(chart));
	}
}

import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { atLeast } from '../../dev/elements.cjs';
import { NEWEST } from '../../dev/setup/n8n/n8nVersion.cjs';
import { ROOT } from '../../dev/n8n/paths.cjs';
import { launch } from '../child/launch.cjs';
import { median, type Bench, type BenchResult, type Runs } from './bench.cjs';

const RUNS = 5;

interface Packed {
	size: number;
	unpackedSize: number;
	entryCount: number;
}

/** Measures what the package costs n8n at startup and when it is installed. */
export async function load({ fake, say }: Bench): Promise<BenchResult> {
	const runs: Record<'node' | 'http', Runs> = { node: [], http: [] };
	for (let round = 1; round <= RUNS; round += 1) {
		say(`run ${round}`);
		for (const [way, found] of Object.entries(runs)) {
			found.push(await launch({ task: 'load', way, url: fake.url, count: 1 }));
		}
	}
	const packed = await pack();
	const dist = sizeOf(join(ROOT, 'dist'));
	const http = sizeOf(join(NEWEST.folder, 'node_modules/n8n-nodes-base/dist/nodes/HttpRequest'));
	return {
		title: 'Loading and size',
		what: [
			"The time to `require` all nodes and the credential in a new process with n8n's engine already loaded (median of five), compared with n8n's HTTP Request node alone. The tarball is the output of `npm pack`.",
		],
		table: {
			columns: ['', 'Time to require', 'Memory', 'Files', 'Size on disk', 'Tarball'],
			rows: [
				rowOf('This package, all nodes', runs.node, dist, kilobytes(packed.size)),
				rowOf('HTTP Request node', runs.http, http, ''),
			],
		},
		goals: [],
		notes: [
			`The tarball has ${packed.entryCount} files, ${kilobytes(packed.unpackedSize)} unpacked, and no dependencies.`,
		],
		charts: [],
	};
}

function rowOf(label: string, runs: Runs, { files, bytes }: Size, tarball: string): string[] {
	const time = median(runs, ({ wallMs }) => wallMs);
	const memory = median(runs, ({ peakBytes }) => peakBytes);
	const size = kilobytes(bytes);
	return [
		label,
		`${time.toFixed(0)} ms`,
		`+${(memory / 1e6).toFixed(1)} MB`,
		String(files),
		size,
		tarball,
	];
}

async function pack(): Promise<Packed> {
	const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], {
		cwd: ROOT,
	});
	const [packed] = atLeast(1, JSON.parse(stdout) as Packed[]);
	return packed;
}

interface Size {
	files: number;
	bytes: number;
}

function sizeOf(folder: string): Size {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	const bytes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
	return { files: files.length, bytes: bytes.reduce((sum, one) => sum + one, 0) };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

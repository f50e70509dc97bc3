import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { atLeast, elementAt, first } from '../../dev/elements.cjs';
import { ByteCounter } from '../byteCounter.cjs';
import type { Spec } from '../child/spec.cjs';
import { launch } from '../child/launch.cjs';
import { writeCsv } from '../data.cjs';
import type { Measured } from '../child/measure.cjs';
import { NO_LIMIT } from '../fake.cjs';
import {
	median,
	megabytes,
	percent,
	seconds,
	timeOf,
	type Bench,
	type BenchResult,
	type Goal,
	type Runs,
} from './bench.cjs';

const BYTES = 300_000_000;
/** The number of generated events that make 300 MB of CSV. */
const EXPORT_ROWS = 1_710_000;
const MEMORY_GOAL = 64_000_000;
const SPEED_GOAL = 0.6;
/** Of the bare stream, against a server that only counts bytes. */
const COUNTED_SPEED_GOAL = 0.4;
/** The default of the credential, in requests per second. */
const DEFAULT_RATE = 50;

/** Runs of the contenders that the goals compare. The others run once. */
const RUNS = 3;

type Contender = Pick<Spec, 'way' | 'requestsPerSecond'> & { label: string; once?: boolean };

interface Found extends Contender {
	runs: Runs;
	wallMs: number;
	cpuMs: number;
	peakBytes: number;
}

const IMPORT: Contender[] = [
	{ way: 'node', label: 'Appcues Import' },
	{ way: 'bare', label: 'axios, one stream' },
	{ way: 'node', label: 'Appcues Import, 1000 requests/s', requestsPerSecond: 1000, once: true },
	{ way: 'parts', label: 'axios, parts cut beforehand', once: true },
	{ way: 'http', label: 'HTTP Request', once: true },
];

const EXPORT: Contender[] = [
	{ way: 'node', label: 'Appcues Export' },
	{ way: 'bare', label: 'axios, one stream' },
	{ way: 'http', label: 'HTTP Request', once: true },
];

/** Measures importing a file of 300 MB, and exporting one. */
export async function files(bench: Bench): Promise<BenchResult> {
	bench.say('writing a CSV of 300 MB');
	const { path: file, bytes, rows } = await writeCsv(join(bench.folder, 'crm.csv'), BYTES);
	const imported = await runAll(
		bench,
		IMPORT,
		async (each) => await onFake(bench, 'importFile', each, file),
	);
	const counter = await ByteCounter.start();
	const counted = await runAll(
		bench,
		IMPORT,
		async (each) => await onCounter(counter, each, file, bytes),
	);
	counter.stop();
	await rm(file);
	const exported = await runAll(
		bench,
		EXPORT,
		async (each) => await onFake(bench, 'downloadExport', each),
	);
	const got = Number(first(elementAt(exported, 1).runs).counts.bytes);
	return {
		title: 'A file of 300 MB in, and one out',
		what: [
			`Import: a CSV of ${megabytes(bytes)} (${rows.toLocaleString('en')} rows with 15 columns, a fifth of them with quoted line breaks) in n8n's binary store on disk. The node sends it in parts of 50,000 rows or 4 MB, four at a time, and checks their jobs. The HTTP Request node sends it as one form. axios sends the same file as one stream, or as parts that were cut in advance. Runs use the default of 50 requests a second, and once 1000 on a fake without a limit.`,
			'Import, bytes only: the same file, but the server only counts bytes, and its jobs are finished immediately. This shows what the sending side costs by itself.',
			`Export: an export of ${megabytes(got)}, generated during the download, into n8n's binary store. The node starts the export, checks its job and downloads the file. The others only download.`,
			'Memory is how far the process rises above its memory at the start. The fake reads every cell of a CSV, which takes more processor time than sending it, so all contenders wait for it. For this reason, the table also shows the processor time of the sending process.',
		],
		table: {
			columns: ['', 'Time', 'MB/s', 'Of bare', 'Processor', 'Memory', 'Above bare'],
			rows: [
				...imported.map((each) => rowOf('Import: ', each, bytes, elementAt(imported, 1))),
				...counted.map((each) => rowOf('Import, bytes only: ', each, bytes, elementAt(counted, 1))),
				...exported.map((each) => rowOf('Export: ', each, got, elementAt(exported, 1))),
			],
		},
		goals: [
			...goalsOf('Import', imported),
			...goalsOf('Import, bytes only', counted, COUNTED_SPEED_GOAL),
			...goalsOf('Export', exported),
		],
		notes: [],
		charts: [
			chartOf('bench-4-import', 'Importing 300 MB: memory above the start', imported),
			chartOf('bench-4-export', 'Exporting 300 MB: memory above the start', exported),
		],
	};
}

async function runAll(
	bench: Bench,
	contenders: Contender[],
	runOnce: (contender: Contender) => Promise<Measured>,
): Promise<Found[]> {
	const all = contenders.map((contender) => ({ contender, runs: [] as Runs }));
	for (let round = 1; round <= RUNS; round += 1) {
		for (const { contender, runs } of all) {
			if (contender.once && round > 1) continue;
			bench.say(`${contender.label}, run ${round}`);
			runs.push(await runOnce(contender));
		}
	}
	return all.map(({ contender, runs }) => ({
		...contender,
		runs,
		wallMs: median(runs, ({ wallMs }) => wallMs),
		cpuMs: median(runs, ({ cpuMs }) => cpuMs),
		peakBytes: median(runs, ({ peakBytes }) => peakBytes),
	}));
}

async function onFake({ fake }: Bench, task: string, contender: Contender, file?: string) {
	const { label, way, requestsPerSecond } = contender;
	// A rate-limited node can't exceed Appcues' own limit.
	const rateLimit = way === 'node' && requestsPerSecond === undefined ? 60 : NO_LIMIT;
	await fake.reset({ rateLimit, exportRows: EXPORT_ROWS });
	const run = await launch({ task, way, requestsPerSecond, count: 1, url: fake.url, file });
	if (run.counts.error) throw new Error(`${label}: ${run.counts.error}`);
	return run;
}

async function onCounter(
	counter: ByteCounter,
	{ label, way, requestsPerSecond }: Contender,
	file: string,
	bytes: number,
) {
	await counter.take();
	const spec = { task: 'importFile', way, requestsPerSecond, count: 1, url: counter.url, file };
	const run = await launch(spec);
	const counted = await counter.take();
	if (run.counts.error || counted.bytes < bytes) {
		throw new Error(`${label}: ${run.counts.error || `only ${counted.bytes} bytes arrived`}`);
	}
	return { ...run, counts: { ...run.counts, requests: counted.requests } };
}

function rowOf(what: string, found: Found, bytes: number, bare: Found): string[] {
	const { label, runs, wallMs, cpuMs, peakBytes } = found;
	const above = (peakBytes - bare.peakBytes) / 1e6;
	return [
		what + label,
		timeOf(runs),
		(bytes / 1e3 / wallMs).toFixed(0),
		found === bare ? '' : percent(bare.wallMs / wallMs),
		seconds(cpuMs),
		`+${megabytes(peakBytes)}`,
		found === bare ? '' : `${above > 0 ? '+' : ''}${above.toFixed(0)} MB`,
	];
}

function goalsOf(what: string, found: Found[], speedGoal = SPEED_GOAL): Goal[] {
	const [node, bare] = atLeast(2, found);
	const above = node.peakBytes - bare.peakBytes;
	const share = bare.wallMs / node.wallMs;
	return [
		{
			text: `${what}: memory at most ${megabytes(MEMORY_GOAL)} above the bare stream's`,
			measured: `${(above / 1e6).toFixed(0)} MB above`,
			reached: above <= MEMORY_GOAL,
			...(above > MEMORY_GOAL && {
				why: `${megabytes(above - MEMORY_GOAL)} too much.`,
			}),
		},
		{
			text: `${what}: at least ${percent(speedGoal)} of its throughput`,
			measured: percent(share),
			reached: share >= speedGoal,
			...(share < speedGoal && {
				why: `${percent(speedGoal - share)} below the goal. The node's process takes ${seconds(node.cpuMs - bare.cpuMs)} more processor time.${limitOf(node)}`,
			}),
		},
	];
}

/** What the rate limit alone costs, as far as the requests were counted. */
function limitOf({ runs }: Found): string {
	const requests = Number(first(runs).counts.requests ?? 0);
	const takes = seconds((requests / DEFAULT_RATE) * 1000);
	return requests > 0 ? ` Its ${requests} requests at ${DEFAULT_RATE} a second take ${takes}.` : '';
}

function chartOf(name: string, title: string, found: Found[]) {
	const goal = elementAt(found, 1).peakBytes + MEMORY_GOAL;
	return {
		name,
		kind: 'bars' as const,
		title,
		bars: found.map(({ label, way, wallMs, peakBytes }) => ({
			label,
			value: peakBytes,
			text: `+${megabytes(peakBytes)}, ${seconds(wallMs)}`,
			ours: way === 'node',
		})),
		goal: { value: goal, text: `goal +${megabytes(goal)}` },
	};
}

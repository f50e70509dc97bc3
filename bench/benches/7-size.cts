import { atLeast, elementAt } from '../../dev/elements.cjs';
import { launch } from '../child/launch.cjs';
import { NO_LIMIT } from '../fake.cjs';
import {
	type Bench,
	type BenchResult,
	type Goal,
	median,
	megabytes,
	type Runs,
	seconds,
	timeOf,
	whole,
} from './bench.cjs';
import { pollsFor } from './waits.cjs';

const RUNS = 3;
const SIZES = [10_000, 100_000, 1_000_000];
const JOB_COUNTS = [1, 10, 100];
const JOB_MS = 5000;
const LONG_JOB_MS = 600_000;
const SLOPE_GOAL = 1.1;

/** So that the rate limit of the account doesn't hide the cost of the node. */
const requestsPerSecond = 1000;

type Point = [x: number, y: number];

interface Measured {
	count: number;
	requests: number;
	runs: Runs;
}

/** Where the IDs come from. */
const SOURCES = { list: 'IDs in one item', node: 'IDs, one in each item' };

/** Measures how the cost grows with the number of IDs, and with the number of jobs. */
export async function size(bench: Bench): Promise<BenchResult> {
	const list = await measureAll(bench, 'list');
	const node = await measureAll(bench, 'node');
	const jobs: Measured[] = [];
	for (const count of JOB_COUNTS) {
		jobs.push(await measure(bench, { way: 'jobs', count, runs: 1, jobDuration: JOB_MS }));
	}
	const long = await Promise.all(
		JOB_COUNTS.map(async (count) => await pollsFor(count, LONG_JOB_MS)),
	);
	const waits = JOB_COUNTS.map((count, index): Point => [count, elementAt(long, index)]);
	return {
		title: 'Cost over size',
		what: [
			`Adding 10,000 to 1,000,000 users to a segment, at ${requestsPerSecond} requests a second, so that the rate limit doesn't hide the node's own cost. With all IDs as an array in one item, nearly all the time is the node's. With one ID in each item, n8n's own cost of the items is part of it. The slope is the exponent of a least-squares fit on the logarithms: 1 means that ten times as many IDs take ten times as long.`,
			`Waiting for 1 to 100 jobs: the node starts a job for each of as many users and waits. Jobs of ${seconds(JOB_MS)} run in a workflow. Jobs of ten minutes are checked by the compiled polling code on the clock of bench 5, so they have no times.`,
		],
		table: {
			columns: ['', 'Count', 'Requests', 'Time', 'Processor', 'Memory'],
			rows: [
				...list.map((each) => rowOf(SOURCES.list, each)),
				...node.map((each) => rowOf(SOURCES.node, each)),
				...jobs.map((each) => rowOf(`Jobs of ${seconds(JOB_MS)}`, each)),
				...waits.map(([count, polls]) => [
					'Jobs of ten minutes, checks only',
					whole(count),
					whole(polls),
					'',
					'',
					'',
				]),
			],
		},
		goals: [
			slopeGoal(SOURCES.list, slopeOf(pointsOf(list))),
			slopeGoal(SOURCES.node, slopeOf(pointsOf(node))),
			waitGoal(waits),
		],
		notes: [
			lastStep(SOURCES.list, list),
			lastStep(SOURCES.node, node),
			...errorsIn([...list, ...node, ...jobs]),
		],
		charts: [sizeChart(list, node), waitChart(waits)],
	};
}

async function measureAll(bench: Bench, way: keyof typeof SOURCES): Promise<Measured[]> {
	const found: Measured[] = [];
	for (const count of SIZES) found.push(await measure(bench, { way, count, runs: RUNS }));
	return found;
}

async function measure(
	{ fake, say }: Bench,
	{
		way,
		count,
		runs,
		jobDuration = 0,
	}: { way: string; count: number; runs: number; jobDuration?: number },
): Promise<Measured> {
	const measured: Measured = { count, requests: 0, runs: [] };
	for (let run = 1; run <= runs; run += 1) {
		say(`${way} ${whole(count)}, run ${run}`);
		await fake.reset({ rateLimit: NO_LIMIT, jobDuration });
		const spec = { task: 'addUsers', way, count, requestsPerSecond, url: fake.url };
		measured.runs.push(await launch(spec));
	}
	const { requestCounts } = await fake.state();
	measured.requests = Object.values(requestCounts).reduce((sum, one) => sum + one, 0);
	// A segment of a million members is more than the next measurement should start with.
	await fake.reset();
	return measured;
}

/** A workflow that stops with an error is fast, but not done. */
const errorsIn = (measured: Measured[]): string[] =>
	measured.flatMap(({ count, runs }) =>
		runs
			.filter(({ counts }) => counts.error)
			.map(({ counts }) => `A run with ${whole(count)} stopped with an error: ${counts.error}`),
	);

const rowOf = (label: string, { count, requests, runs }: Measured): string[] => [
	label,
	whole(count),
	whole(requests),
	timeOf(runs),
	seconds(median(runs, ({ cpuMs }) => cpuMs)),
	`+${megabytes(median(runs, ({ peakBytes }) => peakBytes))}`,
];

const pointsOf = (measured: Measured[]): Point[] =>
	measured.map(({ count, runs }) => [count, median(runs, ({ wallMs }) => wallMs)]);

/** Returns the exponent of the power law that fits best: the slope of a least-squares line on the logarithms. */
export function slopeOf(points: readonly Point[]): number {
	const logs = points.map(([x, y]): Point => [Math.log(x), Math.log(y)]);
	const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
	const [meanX, meanY] = [mean(0), mean(1)];
	const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

const slopeGoal = (label: string, slope: number): Goal => ({
	text: `${label}: slope of the time at most ${SLOPE_GOAL}`,
	measured: slope.toFixed(2),
	reached: slope <= SLOPE_GOAL,
	...(slope > SLOPE_GOAL && { why: `${(slope - SLOPE_GOAL).toFixed(2)} too steep.` }),
});

/** The fixed cost of a run makes the slope of small sizes flat, so the last step is shown by itself. */
const lastStep = (label: string, measured: Measured[]): string =>
	`${label}: from 100,000 to 1,000,000 alone, the slope is ${slopeOf(pointsOf(measured.slice(-2))).toFixed(2)}.`;

/** Besides the checks of one job, each job is read once when it has finished, for its log. */
function waitGoal(waits: readonly Point[]): Goal {
	const [[, one]] = atLeast(1, waits);
	const [jobs, checks] = elementAt(waits, waits.length - 1);
	const needed = one + jobs;
	return {
		text: 'checks of 100 jobs: at most those of one job, and one more for each',
		measured: `${whole(checks)} of ${whole(needed)}`,
		reached: checks <= needed,
		...(checks > needed && { why: `${whole(checks - needed)} too many.` }),
	};
}

function sizeChart(list: Measured[], node: Measured[]) {
	const from = elementAt(pointsOf(node), 0)[1];
	const title = `Adding users: time over their number (slopes ${slopeOf(pointsOf(list)).toFixed(2)} and ${slopeOf(pointsOf(node)).toFixed(2)})`;
	return {
		name: 'bench-7-ids',
		kind: 'lines' as const,
		title,
		x: { text: 'user IDs', ticks: SIZES.map((at) => ({ at, text: whole(at) })) },
		y: {
			text: 'time',
			ticks: [100, 1000, 10_000, 100_000].map((at) => ({ at, text: `${at / 1000} s` })),
		},
		lines: [
			{ label: SOURCES.list, points: pointsOf(list) },
			{ label: SOURCES.node, points: pointsOf(node) },
		],
		goal: {
			label: `goal: slope ${SLOPE_GOAL}`,
			points: SIZES.map((at): Point => [at, from * (at / elementAt(SIZES, 0)) ** SLOPE_GOAL]),
		},
	};
}

function waitChart(waits: Point[]) {
	const [[, one]] = atLeast(1, waits);
	return {
		name: 'bench-7-jobs',
		kind: 'lines' as const,
		title: `Waiting for jobs of ten minutes: checks over their number (slope ${slopeOf(waits).toFixed(2)})`,
		x: { text: 'jobs', ticks: JOB_COUNTS.map((at) => ({ at, text: String(at) })) },
		y: { text: 'checks', ticks: [10, 100, 1000, 10_000].map((at) => ({ at, text: whole(at) })) },
		lines: [
			{ label: 'Appcues nodes', points: waits },
			{ label: 'each job by itself', points: JOB_COUNTS.map((at): Point => [at, at * one]) },
		],
		goal: {
			label: 'goal: those of one + 1 each',
			points: [1, 2, 5, 10, 20, 50, 100].map((at): Point => [at, one + at]),
		},
	};
}

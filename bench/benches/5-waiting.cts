import { atLeast, elementAt, first } from '../../dev/elements.cjs';
import type { BenchResult, Goal } from './bench.cjs';
import { LONGEST_MS, measureWaits, SPREAD, type Wait } from './waits.cjs';

const POLLS_GOAL = 30;

const allowed = (durationMs: number): number => durationMs / 4 + 1000;
const byLag = (a: Wait, b: Wait) =>
	b.lagMs / allowed(b.durationMs) - a.lagMs / allowed(a.durationMs);
const lengthOf = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Measures jobs of a second to ten minutes: how late their end is noticed, and how often they are checked. */
export async function waiting(): Promise<BenchResult> {
	const { ours, often, loop } = await measureWaits();
	return {
		title: 'Waiting for a job',
		what: [
			`Jobs of 1 s to 10 min: ${SPREAD} durations spread evenly on a logarithmic scale, and the worst cases, which finish just after a status check. The node's compiled polling code, with its default *Poll Interval* of 2 s, checks jobs of the fake over HTTP, on a clock that jumps from one check to the next. The comparison is calculated: a check every 2 s, and the usual n8n loop of a 5 s Wait node and an HTTP Request node.`,
		],
		table: {
			columns: [
				'',
				'Worst lag / allowed',
				'There',
				'Worst lag at 5 min and more',
				'Checks in 10 min',
			],
			rows: [
				rowOf('Appcues nodes', ours),
				rowOf('Every 2 s', often),
				rowOf('Wait node (5 s) + HTTP Request', loop),
			],
		},
		goals: goalsOf(ours),
		notes: [
			'The number of checks matters: each is one of the 60 requests a second that the whole account has.',
		],
		charts: [chartOf(ours, often, loop)],
	};
}

function rowOf(label: string, waits: Wait[]): string[] {
	const [worst] = atLeast(1, waits.toSorted(byLag));
	const long = waits.filter(({ durationMs }) => durationMs >= 300_000).map(({ lagMs }) => lagMs);
	return [
		label,
		`${((worst.lagMs / allowed(worst.durationMs)) * 100).toFixed(0)} %`,
		`${lengthOf(worst.lagMs)} for a job of ${lengthOf(worst.durationMs)}`,
		lengthOf(Math.max(...long)),
		String(pollsOf(waits)),
	];
}

const pollsOf = (waits: Wait[]): number =>
	Math.max(
		...waits.filter(({ durationMs }) => durationMs === LONGEST_MS).map(({ polls }) => polls),
	);

function goalsOf(ours: Wait[]): Goal[] {
	const [worst] = atLeast(1, ours.toSorted(byLag));
	const over = worst.lagMs - allowed(worst.durationMs);
	const missed = ours.filter(({ lagMs, durationMs }) => lagMs > allowed(durationMs) + 1);
	return [
		{
			text: "Maximum lag of 25 % of the job's duration + 1 s",
			measured: `${lengthOf(worst.lagMs)} for a job of ${lengthOf(worst.durationMs)}, allowed ${lengthOf(allowed(worst.durationMs))}`,
			reached: missed.length === 0,
			...(missed.length > 0 && {
				why: `${lengthOf(over)} too late, for jobs of ${lengthOf(first(missed).durationMs)} to ${lengthOf(elementAt(missed, missed.length - 1).durationMs)}.`,
			}),
		},
		{
			text: `At most ${POLLS_GOAL} checks in 10 min`,
			measured: String(pollsOf(ours)),
			reached: pollsOf(ours) <= POLLS_GOAL,
			...(pollsOf(ours) > POLLS_GOAL && { why: `${pollsOf(ours) - POLLS_GOAL} too many.` }),
		},
	];
}

function chartOf(ours: Wait[], often: Wait[], loop: Wait[]) {
	const points = (waits: Wait[]) =>
		waits.map(({ durationMs, polls }): [number, number] => [durationMs, polls]);
	return {
		name: 'bench-5',
		kind: 'lines' as const,
		title: 'Status checks until the end of a job is noticed',
		x: { text: 'duration of the job', ticks: TIMES },
		y: { text: 'checks', ticks: [1, 3, 10, 30, 100, 300].map((at) => ({ at, text: String(at) })) },
		lines: [
			{ label: 'Appcues nodes', points: points(ours) },
			{ label: 'Wait node 5 s + HTTP', points: points(loop) },
			{ label: 'every 2 s', points: points(often) },
		],
		goal: { label: 'goal: 30 at 10 min', points: GOAL_LINE },
	};
}

const TIMES = [
	{ at: 1000, text: '1 s' },
	{ at: 10_000, text: '10 s' },
	{ at: 60_000, text: '1 min' },
	{ at: 600_000, text: '10 min' },
];

const GOAL_LINE: Array<[number, number]> = [
	[1000, POLLS_GOAL],
	[LONGEST_MS, POLLS_GOAL],
];

import { atLeast } from '../../dev/elements.cjs';
import { launch } from '../child/launch.cjs';
import { NO_LIMIT } from '../fake.cjs';
import {
	median,
	megabytes,
	seconds,
	timeOf,
	times,
	whole,
	type Bench,
	type Goal,
	type Runs,
} from './bench.cjs';

/** What benches 2 and 3 share: many items, few requests, and what n8n and the node add. */

const RUNS = 5;
const GOAL = 2.5;
const MEMORY_GOAL = 2;

/** Who runs it, its label, and how many items it gets. */
export interface Contender {
	way: string;
	label: string;
	count: number;
	/** Of the credential. Default: 50. */
	requestsPerSecond?: number;
	/** For the slow ones. */
	once?: boolean;
}

export interface Found extends Contender {
	runs: Runs;
	wallMs: number;
	requests: number;
}

/** Runs all of them in turn, five times. */
export async function runAll(
	{ fake, say }: Bench,
	task: string,
	contenders: Contender[],
): Promise<Found[]> {
	const found = contenders.map((each) => ({ ...each, runs: [] as Runs, wallMs: 0, requests: 0 }));
	for (let round = 1; round <= RUNS; round += 1) {
		for (const each of found) {
			if (each.once && round > 1) continue;
			say(`${each.label}, run ${round}`);
			await fake.reset({ rateLimit: NO_LIMIT });
			const { way, count, requestsPerSecond } = each;
			each.runs.push(await launch({ task, way, count, requestsPerSecond, url: fake.url }));
			const { requestCounts } = await fake.state();
			each.requests = Object.values(requestCounts).reduce((sum, one) => sum + one, 0);
		}
	}
	for (const each of found) each.wallMs = median(each.runs, ({ wallMs }) => wallMs);
	return found;
}

/** The bare minimum and n8n's own cost together. */
export function least(found: Found[]): number {
	const wallOf = (wanted: string) => found.find(({ way }) => way === wanted)?.wallMs ?? 0;
	return wallOf('bare') + wallOf('noop');
}

export function tableOf(found: Found[]) {
	return {
		columns: ['', 'Items', 'Requests', 'Time', 'Against bare + no-op', 'Processor', 'Memory'],
		rows: found.map((each) => [
			each.label,
			whole(each.count),
			whole(each.requests),
			timeOf(each.runs),
			timesLeast(each, found),
			seconds(median(each.runs, ({ cpuMs }) => cpuMs)),
			`+${megabytes(median(each.runs, ({ peakBytes }) => peakBytes))}`,
		]),
	};
}

/** Scaled up for the contender with fewer items. */
function timesLeast({ way, wallMs, count }: Found, found: Found[]): string {
	if (way === 'bare' || way === 'noop') return '';
	const all = Math.max(...found.map((each) => each.count));
	const ratio = (wallMs * (all / count)) / least(found);
	return count === all ? times(ratio) : `${whole(ratio)} × (extrapolated)`;
}

/** @param rest explains the time that the rate limit doesn't take */
export function goalOf(found: Found[], rest: string): Goal {
	const [paced] = atLeast(1, found);
	const ratio = paced.wallMs / least(found);
	const over = paced.wallMs - GOAL * least(found);
	return {
		text: `at most ${GOAL} × (bare minimum + no-op), five runs, median`,
		measured: `${times(ratio)}: ${seconds(paced.wallMs)} against ${seconds(least(found))}`,
		reached: ratio <= GOAL,
		...(ratio > GOAL && { why: `${seconds(over)} above the goal. ${paceOf(found)} ${rest}` }),
	};
}

/** How far the process grows, compared with what n8n itself needs for the items. */
export function memoryGoalOf(found: Found[]): Goal {
	const growth = (wanted: string) =>
		median(found.find(({ way }) => way === wanted)?.runs ?? [], ({ peakBytes }) => peakBytes);
	const [ours, noop] = [growth('node'), growth('noop')];
	return {
		text: `memory at most ${MEMORY_GOAL} × the No Operation node's, five runs, median`,
		measured: `${times(ours / noop)}: +${megabytes(ours)} against +${megabytes(noop)}`,
		reached: ours <= MEMORY_GOAL * noop,
		...(ours > MEMORY_GOAL * noop && {
			why: `${megabytes(ours - MEMORY_GOAL * noop)} above the goal. About 20 MB are n8n's expression engine and its first request, which the No Operation node doesn't need. The rest is the users by ID and the pairs of items.`,
		}),
	};
}

/** What the rate limit costs. Only stated when every run with it took longer than every run without. */
function paceOf(found: Found[]): string {
	const [paced, unpaced] = atLeast(2, found);
	const walls = ({ runs }: Found) => runs.map(({ wallMs }) => wallMs);
	if (Math.min(...walls(paced)) <= Math.max(...walls(unpaced))) {
		return 'The cost of its limit of 50 requests a second is smaller than the spread of the runs.';
	}
	const cost = seconds(paced.wallMs - unpaced.wallMs);
	const ratio = times(unpaced.wallMs / least(found));
	return `${cost} is the limit of 50 a second for ${paced.requests} requests, which the bare minimum doesn't have. Without it the ratio is ${ratio}.`;
}

export function chartOf(name: string, title: string, found: Found[]) {
	const all = Math.max(...found.map(({ count }) => count));
	return {
		name,
		kind: 'bars' as const,
		title,
		bars: found
			.filter(({ count }) => count === all)
			.map(({ label, way, wallMs }) => ({
				label,
				value: wallMs,
				text: seconds(wallMs),
				ours: way === 'node',
			})),
		goal: { value: GOAL * least(found), text: `goal ${seconds(GOAL * least(found))}` },
	};
}

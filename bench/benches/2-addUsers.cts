import { elementAt } from '../../dev/elements.cjs';
import { type Bench, type BenchResult, seconds, whole } from './bench.cjs';
import { chartOf, goalOf, memoryGoalOf, runAll, tableOf } from './overhead.cjs';

const COUNT = 100_000;
const EVALUATED_COUNT = 20_000;
const NAIVE_COUNT = 500;
const FAST = 1000;

/** Measures adding 100,000 users to a segment, one per item. */
export async function addUsers(bench: Bench): Promise<BenchResult> {
	const found = await runAll(bench, 'addUsers', [
		{ way: 'node', label: 'Appcues Segment', count: COUNT },
		{
			way: 'node',
			label: `Appcues Segment, ${FAST} requests/s`,
			count: COUNT,
			requestsPerSecond: FAST,
		},
		{ way: 'bare', label: 'axios, bodies in memory', count: COUNT },
		{ way: 'noop', label: 'No Operation node', count: COUNT },
		{ way: 'loop', label: 'Loop, Aggregate, HTTP Request', count: COUNT },
		{
			way: 'evaluated',
			label: 'Appcues Segment, other expression',
			count: EVALUATED_COUNT,
			once: true,
		},
		{ way: 'http', label: 'HTTP Request per item', count: NAIVE_COUNT, once: true },
	]);
	const { wallMs } = elementAt(found, 5);
	const evaluated = (wallMs / EVALUATED_COUNT) * COUNT;
	return {
		title: 'Adding 100,000 users to a segment',
		what: [
			`${whole(COUNT)} items of five fields, with *User IDs* set to \`={{ $json.user_id }}\`. The node sends 10,000 IDs a request and checks each job. axios sends the same ten bodies from memory, four at a time, and checks the jobs. The No Operation node shows what n8n needs to pass the items on. The fake has no rate limit here.`,
			`*Loop, Aggregate, HTTP Request* is what a careful user builds, without checking jobs. *Other expression* is \`={{ $json.user_id.trim().toLowerCase() }}\`, which n8n evaluates for every item.`,
		],
		table: tableOf(found),
		goals: [
			goalOf(found, 'The rest is reading, grouping and pairing the items.'),
			memoryGoalOf(found),
		],
		notes: [
			`If n8n has to evaluate the expression, nearly all the time is n8n's: ${(wallMs / EVALUATED_COUNT).toFixed(2)} ms an item, ${seconds(evaluated)} for all.`,
		],
		charts: [chartOf('bench-2', 'Adding 100,000 users to a segment', found)],
	};
}

import { type Bench, type BenchResult, seconds, whole } from './bench.cjs';
import { chartOf, goalOf, runAll, tableOf } from './overhead.cjs';

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
	const { wallMs } = found[5];
	const evaluated = (wallMs / EVALUATED_COUNT) * COUNT;
	return {
		title: 'Adding 100,000 users to a segment',
		what: [
			`${whole(COUNT)} items with five fields, *User IDs* set to \`={{ $json.user_id }}\`. The node sends 10,000 IDs per request and checks each job (the fake's jobs finish immediately). The bare minimum sends the same ten bodies from memory, four at a time, and checks the ten jobs. The no-op node shows the time that n8n needs to pass the items on. The fake has no rate limit here, so the node is also measured at 1000 requests a second, without its own rate limit.`,
			`The HTTP Request node is set up with care: Loop Over Items with batches of 10,000, Aggregate (the field \`user_id\` into a list), HTTP Request. This setup doesn't check the jobs. The simple setup sends one request per item and is measured with ${NAIVE_COUNT} items. *Other expression* is \`={{ $json.user_id.trim().toLowerCase() }}\`, which n8n must evaluate for every item. It has ${whole(EVALUATED_COUNT)} items.`,
		],
		table: tableOf(found),
		goals: [
			goalOf(found, "The rest is the node's own work: reading, grouping and pairing the items."),
		],
		notes: [
			`With an expression that n8n must evaluate, n8n takes nearly all of the time: ${(wallMs / EVALUATED_COUNT).toFixed(2)} ms per item, ${seconds(evaluated)} in total.`,
		],
		charts: [chartOf('bench-2', 'Adding 100,000 users to a segment', found)],
	};
}

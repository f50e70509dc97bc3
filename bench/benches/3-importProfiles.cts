import { type Bench, type BenchResult, whole } from './bench.cjs';
import { chartOf, goalOf, runAll, tableOf } from './overhead.cjs';

const COUNT = 200_000;
const NAIVE_COUNT = 500;
const FAST = 1000;

/** Measures importing 200,000 profiles from items. */
export async function importProfiles(bench: Bench): Promise<BenchResult> {
	const found = await runAll(bench, 'importProfiles', [
		{ way: 'node', label: 'Appcues Import', count: COUNT },
		{
			way: 'node',
			label: `Appcues Import, ${FAST} requests/s`,
			count: COUNT,
			requestsPerSecond: FAST,
		},
		{ way: 'bare', label: 'axios, bodies in memory', count: COUNT },
		{ way: 'noop', label: 'No Operation node', count: COUNT },
		{ way: 'loop', label: 'Loop, Aggregate, HTTP Request', count: COUNT },
		{ way: 'http', label: 'HTTP Request per item', count: NAIVE_COUNT, once: true },
	]);
	return {
		title: 'Importing 200,000 profiles from items',
		what: [
			`${whole(COUNT)} items with a user ID and seven properties, default settings. The node sends 10,000 rows per request and checks each job. The bare minimum sends the same bodies from memory. The other setups are the same as for the segment, with an expression that writes a batch as NDJSON.`,
		],
		table: tableOf(found),
		goals: [
			goalOf(
				found,
				"The rest is the node's own work: checking and flattening every value, merging the rows of each user, and writing them. The bare minimum has all of that ready.",
			),
		],
		notes: [],
		charts: [chartOf('bench-3', 'Importing 200,000 profiles from items', found)],
	};
}

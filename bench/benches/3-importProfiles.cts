import { type Bench, type BenchResult, whole } from './bench.cjs';
import { chartOf, goalOf, runAll, tableOf } from './overhead.cjs';

const COUNT = 200_000;
const NAIVE_COUNT = 500;
const FAST = 1000;

/** Imports 200,000 profiles from items. */
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
			`${whole(COUNT)} items of a user ID and seven attributes, nothing configured: the node sends 10,000 rows a request and looks each job up. The bare minimum sends the same bodies from memory; what else is compared is built as for the segment, with an expression that writes a batch down as NDJSON.`,
		],
		table: tableOf(found),
		goals: [
			goalOf(
				found,
				"The rest is the node's own work: checking and flattening every value, merging the rows of one user, and writing them down; the bare minimum has all of that ready.",
			),
		],
		notes: [],
		charts: [chartOf('bench-3', 'Importing 200,000 profiles from items', found)],
	};
}

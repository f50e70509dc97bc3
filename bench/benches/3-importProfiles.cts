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
			`${whole(COUNT)} items of a user ID and seven properties. The node sends 50,000 rows or 4 MB a request and checks each job, the others 10,000 rows. The others are as in bench 2, with an expression that turns a batch into NDJSON.`,
		],
		table: tableOf(found),
		goals: [
			goalOf(
				found,
				'The rest is checking and flattening every value, merging the rows of a user, and writing NDJSON, which the bare minimum has ready.',
			),
		],
		notes: [],
		charts: [chartOf('bench-3', 'Importing 200,000 profiles from items', found)],
	};
}

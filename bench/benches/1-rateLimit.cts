import { elementAt, first } from '../../dev/elements.cjs';
import type { Measured } from '../child/measure.cjs';
import type { Spec } from '../child/spec.cjs';
import { launch } from '../child/launch.cjs';
import { OtherClient } from '../otherClient.cjs';
import { percent, seconds, type Bench, type BenchResult, type Goal, whole } from './bench.cjs';

const LIMIT = 60;
const SET_RATE = 50;
const OTHERS_RATE = 30;
const LATENCY_MS = 100;

/** One run, and what the fake recorded of it. */
interface Paced {
	label: string;
	count: number;
	shared: boolean;
	run: Measured;
	requests: number;
	lost: number;
	/** Updates per second that arrived. */
	rate: number;
	/** The other client's requests. */
	others?: { sent: number; refused: number };
}

type Contender = Pick<Paced, 'label' | 'count' | 'shared'> & Omit<Spec, 'task' | 'url' | 'count'>;

const CONTENDERS: Contender[] = [
	{ label: 'Appcues End User', way: 'node', count: 2000, shared: false },
	{ label: 'HTTP Request, default settings', way: 'http', count: 2000, shared: false },
	{ label: 'HTTP Request, 50 per second', way: 'http', count: 600, shared: false, batchSize: 50 },
	{ label: 'axios, 50 per second', way: 'bare', count: 600, shared: false },
	{ label: 'Appcues End User', way: 'node', count: 2000, shared: true },
	{ label: 'HTTP Request, 50 per second', way: 'http', count: 600, shared: true, batchSize: 50 },
	{
		label: 'HTTP Request, 50 per second, Retry On Fail',
		way: 'http',
		count: 300,
		shared: true,
		batchSize: 50,
		retryOnFail: true,
	},
	{ label: 'axios, 50 per second', way: 'bare', count: 600, shared: true },
];

/** Measures profile updates under Appcues' limit of 60 requests a second, alone and beside another client. */
export async function rateLimit(bench: Bench): Promise<BenchResult> {
	const found: Paced[] = [];
	for (const contender of CONTENDERS) found.push(await measure(bench, contender));
	const alone = elementAt(found, 0);
	const shared = elementAt(found, 4);
	return {
		title: 'Profile updates under the rate limit',
		what: [
			`One profile update per item, with two properties from expressions and the default settings (the credential's *Requests per Second* is ${SET_RATE}). The fake responds after ${LATENCY_MS} ms and refuses everything above the account's ${LIMIT} requests in any second, with a 429 without \`Retry-After\`, as Appcues does on all routes but analytics. In the second half, another client of the same account steadily sends ${OTHERS_RATE} requests a second and doesn't retry refused ones.`,
			'The HTTP Request node has three setups: with its defaults, which send all items immediately; with *Batching* of 50 items per 1000 ms and *On Error* set to *Continue*; or with *Retry On Fail* (3 attempts), which runs the node again for all its items. axios sends one request every 20 ms. The Appcues node and the HTTP Request node with its defaults get all 2,000 items, the node with Retry On Fail 300, and the others 600. *Lost* counts updates that the fake never received.',
		],
		table: {
			columns: ['', 'Account', 'Items', 'Requests', 'Lost', 'Time', 'Arrived/s', 'Other refused'],
			rows: found.map((paced) => rowOf(paced)),
		},
		goals: [
			goal('alone', alone, SET_RATE),
			goal(`while another client takes ${OTHERS_RATE}/s`, shared, LIMIT - OTHERS_RATE),
			othersGoal(shared, elementAt(found, 5)),
		],
		notes: stopped(found),
		charts: [chartOf(found, false), chartOf(found, true)],
	};
}

async function measure({ fake, say }: Bench, contender: Contender): Promise<Paced> {
	const { label, count, shared, ...how } = contender;
	say(`${label}${shared ? ', shared account' : ''}`);
	await fake.reset({ rateLimit: LIMIT, keepRows: true, latency: LATENCY_MS });
	const other = shared ? new OtherClient(fake, OTHERS_RATE) : undefined;
	const run = await launch({ task: 'updateProfiles', url: fake.url, count, ...how });
	const others = await other?.stop();
	const { accounts, requestCounts } = await fake.state();
	const arrived = first(accounts).users.filter(({ id }) => id.startsWith('bench-')).length;
	return {
		label,
		count,
		shared,
		run,
		requests: requestCounts.updateUserProfile ?? 0,
		lost: count - arrived,
		rate: arrived / (run.wallMs / 1000),
		others,
	};
}

function rowOf({ label, count, shared, run, requests, lost, rate, others }: Paced) {
	const numbers = [whole(count), whole(requests), whole(lost), seconds(run.wallMs)];
	const account = shared ? 'shared' : 'alone';
	return [label, account, ...numbers, rate.toFixed(1), others ? refusedOf(others) : ''];
}

const refusedOf = ({ sent, refused }: NonNullable<Paced['others']>) =>
	`${whole(refused)} of ${whole(sent)}`;

function goal(
	when: string,
	{ rate, lost, requests, count, others }: Paced,
	available: number,
): Goal {
	const share = rate / available;
	const reached = share >= 0.9 && lost === 0;
	const other = others ? `, and ${refusedOf(others)} of the other client's` : '';
	return {
		text: `${when}: at least 90 % of the ${available}/s available, none lost`,
		measured: `${percent(share)} (${rate.toFixed(1)}/s), ${lost} lost`,
		reached,
		...(!reached && {
			why: `${percent(Math.max(0, 0.9 - share))} below the goal. ${whole(requests - count)} of its ${whole(requests)} requests were refused and retried${other}.`,
		}),
	};
}

/** Compares how often the other client was refused. */
function othersGoal(ours: Paced, http: Paced): Goal {
	const [beside, besideHttp] = [refusedShare(ours), refusedShare(http)];
	return {
		text: `while another client takes ${OTHERS_RATE}/s: it is refused less often than beside HTTP Request, 50 per second`,
		measured: `${(beside * 100).toFixed(1)} % against ${(besideHttp * 100).toFixed(1)} %`,
		reached: beside < besideHttp,
	};
}

const refusedShare = ({ others }: Paced) => (others ? others.refused / others.sent : 0);

/** A node that fails ends the workflow, even if some updates arrived. */
function stopped(found: Paced[]): string[] {
	const labels = found
		.filter(({ run }) => run.counts.error)
		.map(({ label, shared }) => `${label} (${shared ? 'shared' : 'alone'})`);
	return labels.length > 0 ? [`The workflow stopped with an error in: ${labels.join('; ')}.`] : [];
}

function chartOf(found: Paced[], shared: boolean) {
	const available = shared ? LIMIT - OTHERS_RATE : SET_RATE;
	return {
		name: shared ? 'bench-1-shared' : 'bench-1-alone',
		kind: 'bars' as const,
		title: `Profile updates that arrive per second${shared ? `, with another client sending ${OTHERS_RATE}/s` : ''}`,
		bars: found
			.filter((paced) => paced.shared === shared)
			.map(({ label, rate, lost, count, run }) => ({
				label,
				value: rate,
				text: `${rate.toFixed(0)}/s, ${percent(lost / count)} lost`,
				ours: run === found.find((paced) => paced.shared === shared)?.run,
			})),
		goal: { value: available * 0.9, text: `goal ${available * 0.9}/s, none lost` },
	};
}

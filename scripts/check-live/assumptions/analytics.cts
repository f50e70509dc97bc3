import { elementAt, entryOf } from '../../../dev/elements.cjs';
import { QUERY_LIMITS } from '../../../nodes/shared/api/endpoints/analytics';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { checkFields } from '../fields.cjs';
import {
	analyticsExport,
	byDay,
	lastDays,
	newestRows,
	query,
	rowsIn,
} from '../observations/analytics.cjs';
import {
	DOCUMENTED_CONDITIONS,
	ORDER_CONDITIONS,
	UNDOCUMENTED,
} from '../observations/conditions.cjs';
import { LISTS } from '../observations/lists.cjs';

/** The names that the node's own descriptions give as examples. */
const WORDS = {
	metrics: ['events', 'users', 'groups', 'sessions'],
	dimensions: ['day', 'week', 'month', 'name', 'flow_id'],
	columns: ['timestamp', 'user_id', 'name', 'score', 'feedback'],
};

const RATE_HEADERS = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

const vocabulary = (kind: keyof typeof WORDS, specs: object[]): Assumption => ({
	id: `analytics-${kind}`,
	title: `The ${kind} that Appcues has verified`,
	expected: `200 for each of ${WORDS[kind].join(', ')}`,
	grade: 'A',
	file: 'nodes/AppcuesAnalytics/specFields.ts',
	check: async (context) => {
		for (const spec of specs) {
			const answer = await query(context, { ...spec, conditions: [], ...lastDays(2) });
			if (answer.status !== 200)
				return verdict(false, `${JSON.stringify(spec)}: ${describeAnswer(answer)}`);
		}
		return verdict(true, '200');
	},
});

const takes = (
	id: string,
	title: string,
	{ conditions, ...graded }: Pick<Assumption, 'grade' | 'copes'> & { conditions: unknown[] },
): Assumption => ({
	id,
	title,
	expected: '200',
	...graded,
	file: 'nodes/shared/fields/conditionOperators.ts',
	check: async (context) => {
		const answer = await query(context, { metrics: ['events'], conditions, ...lastDays(2) });
		return verdict(answer.status === 200, describeAnswer(answer));
	},
});

/** What analytics queries return. */
export const analytics: Assumption[] = [
	{
		id: 'analytics-rows',
		title: 'A query of metrics by dimensions returns bare rows',
		expected: '200, an array of objects with the requested names; metrics are numbers',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const answer = await byDay(context);
			const { status, body } = answer;
			if (status !== 200 || !Array.isArray(body)) return verdict(false, describeAnswer(answer));
			return checkFields(rowsIn(answer), { events: 'number', day: 'string' });
		},
	},
	{
		id: 'analytics-raw-rows',
		title: 'A query of columns returns bare rows',
		expected: '200, an array of objects with the requested names; timestamp in ISO 8601',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const answer = await newestRows(context);
			const { status, body } = answer;
			if (status !== 200 || !Array.isArray(body)) return verdict(false, describeAnswer(answer));
			const fields = { timestamp: 'time', user_id: 'string', name: 'string' } as const;
			return checkFields(rowsIn(answer), fields);
		},
	},
	{
		id: 'analytics-order',
		title: 'order_by sorts the rows',
		expected: 'timestamp desc: newest first',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/orderBy.ts',
		check: async (context) => {
			const times = rowsIn(await newestRows(context)).map((row) =>
				Date.parse(String(row.timestamp)),
			);
			if (times.length < 2 || times.some(Number.isNaN)) throw new NotChecked('too few times');
			const sorted = times.every((at, i) => i === 0 || at <= elementAt(times, i - 1));
			return verdict(sorted, sorted ? 'newest first' : 'another order');
		},
	},
	vocabulary('metrics', [{ metrics: WORDS.metrics }]),
	vocabulary(
		'dimensions',
		WORDS.dimensions.map((name) => ({ metrics: ['events'], dimensions: [name] })),
	),
	vocabulary('columns', [{ columns: WORDS.columns, limit: 1 }]),
	{
		id: 'analytics-other-columns',
		title: 'The columns that Appcues lists but has not verified',
		expected: '200, 400 or 500',
		grade: '?',
		copes: 'on a 400 or a 500 the node retries once with the verified columns, and shows a hint',
		file: 'nodes/AppcuesAnalytics/specFields.ts',
		check: async (context) => {
			const spec = {
				columns: ['timestamp', 'attributes', 'experience_id'],
				conditions: [],
				limit: 1,
			};
			const answer = await query(context, { ...spec, ...lastDays(2) });
			return verdict([200, 400, 500].includes(answer.status), describeAnswer(answer));
		},
	},
	takes('analytics-operators', 'A query accepts eight condition operators', {
		conditions: DOCUMENTED_CONDITIONS,
		grade: 'A',
	}),
	takes('analytics-order-operators', 'A query also accepts the operators <, <=, > and >=', {
		conditions: ORDER_CONDITIONS,
		grade: '?',
		copes: UNDOCUMENTED,
	}),
	{
		id: 'analytics-time-zone',
		title: 'A query accepts an IANA time zone',
		expected: '200 for Europe/Berlin',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/specOptions.ts',
		check: async (context) => {
			const zone = { timezone: 'Europe/Berlin' };
			const spec = { metrics: ['events'], dimensions: ['day'], conditions: [], ...lastDays(2) };
			const answer = await query(context, { ...spec, ...zone });
			return verdict(answer.status === 200, describeAnswer(answer));
		},
	},
	{
		id: 'analytics-most-days',
		title: `A query of more than ${QUERY_LIMITS.days} days is refused`,
		expected: '400',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const spec = { metrics: ['events'], conditions: [], ...lastDays(QUERY_LIMITS.days + 5) };
			const answer = await query(context, spec);
			return verdict(answer.status === 400, describeAnswer(answer));
		},
	},
	{
		id: 'analytics-most-rows',
		title: 'Appcues reports that a query has more rows than it returns',
		expected: `${QUERY_LIMITS.rows} rows and X-Rows-Truncated: true`,
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const spec = { columns: ['timestamp'], conditions: [], ...lastDays(QUERY_LIMITS.days - 1) };
			const { body, headers } = await query(context, spec);
			const rows = Array.isArray(body) ? body.length : 0;
			if (rows < QUERY_LIMITS.rows) throw new NotChecked(`the account has only ${rows} events`);
			const header = String(headers['x-rows-truncated'] ?? 'missing');
			const isTold = header.trim().toLowerCase() === 'true';
			return verdict(rows === QUERY_LIMITS.rows && isTold, `${rows} rows, the header is ${header}`);
		},
	},
	{
		id: 'analytics-rate-headers',
		title: 'Analytics reports the rate limit, other routes do not',
		expected: 'X-RateLimit-Limit, -Remaining and -Reset for a query, none for GET /tags',
		grade: 'A',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => {
			const { headers } = await byDay(context);
			const { headers: others } = await entryOf(LISTS, 'tags')(context);
			const there = RATE_HEADERS.filter((name) => name in headers);
			const elsewhere = RATE_HEADERS.filter((name) => name in others);
			const seen = `${there.join(', ') || 'none'}; with GET /tags ${elsewhere.join(', ') || 'none'}`;
			return verdict(there.length === RATE_HEADERS.length && elsewhere.length === 0, seen);
		},
	},
	{
		id: 'analytics-reset',
		title: 'X-RateLimit-Reset says when the next window begins',
		expected: 'whole seconds since 1970, from now to 70 seconds ahead',
		grade: '?',
		copes: 'at X-RateLimit-Remaining 0 the node waits until that time, at most 70 seconds',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => {
			const before = Math.floor(Date.now() / 1000);
			const { headers } = await query(context, {
				metrics: ['events'],
				conditions: [],
				...lastDays(2),
			});
			const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
			if (Number.isNaN(reset)) throw new NotChecked('there is no such header');
			const ahead = reset - before;
			return verdict(
				Number.isInteger(reset) && ahead >= -5 && ahead <= 75,
				`${ahead} seconds ahead`,
			);
		},
	},
	{
		id: 'analytics-slots',
		title: 'Starting an analytics export reports how many jobs can run',
		expected: 'X-Concurrency-Limit and X-Concurrency-Used, numbers',
		grade: 'A',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => {
			const { headers } = (await analyticsExport(context)).answer;
			const slots = [headers['x-concurrency-limit'], headers['x-concurrency-used']];
			return verdict(
				slots.every((slot) => /^\d+$/.test(String(slot))),
				`${String(slots[1] ?? 'none')} of ${String(slots[0] ?? 'none')}`,
			);
		},
	},
];

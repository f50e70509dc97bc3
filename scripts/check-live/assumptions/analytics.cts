import { VERIFIED_COLUMNS } from '../../../nodes/AppcuesAnalytics/vocabulary';
import { QUERY_LIMITS } from '../../../nodes/shared/api/analytics';
import { OPERATORS, takesList } from '../../../nodes/shared/node/conditionOperators';
import { told } from '../answer.cjs';
import { type Assumption, NotTried, judge } from '../assumption.cjs';
import { judgeFields } from '../fields.cjs';
import { byDay, lastDays, newestRows, query, rowsIn } from '../observations/analytics.cjs';
import { LISTS } from '../observations/lists.cjs';

/** The words that the node's own texts give as examples. */
const WORDS = {
	metrics: ['events', 'users', 'groups', 'sessions'],
	dimensions: ['day', 'week', 'month', 'name', 'flow_id'],
	columns: [...VERIFIED_COLUMNS],
};

const RATE_HEADERS = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

const CONDITIONS = OPERATORS.map(({ sign }): [string, string, unknown] => {
	return ['name', sign, takesList(sign) ? ['n8n-live-check'] : 'n8n-live-check'];
});

/** No source has these: they are marked in the node's list. */
const isUndocumented = ([, sign]: (typeof CONDITIONS)[number]) => /^[<>]/.test(sign);

const operators = (
	about: Pick<Assumption, 'id' | 'title' | 'grade'>,
	conditions: typeof CONDITIONS,
): Assumption => ({
	...about,
	expected: '200',
	file: 'nodes/shared/node/conditionOperators.ts',
	look: async (context) => {
		const answer = await query(context, { metrics: ['events'], conditions, ...lastDays(2) });
		return judge(answer.status === 200, told(answer));
	},
});

const vocabulary = (kind: keyof typeof WORDS, specs: object[]): Assumption => ({
	id: `analytics-${kind}`,
	title: `The ${kind} that the Analytics node gives as examples`,
	expected: `200 for each of ${WORDS[kind].join(', ')}`,
	grade: 'A',
	file: 'nodes/AppcuesAnalytics/specFields.ts',
	look: async (context) => {
		for (const spec of specs) {
			const answer = await query(context, { ...spec, conditions: [], ...lastDays(2) });
			if (answer.status !== 200) return judge(false, `${JSON.stringify(spec)}: ${told(answer)}`);
		}
		return judge(true, '200');
	},
});

/** What analytics answer at once. */
export const analytics: Assumption[] = [
	{
		id: 'analytics-rows',
		title: 'A query of metrics by dimensions answers with bare rows',
		expected: '200, a list of objects with the names that were asked for; metrics are numbers',
		grade: 'A',
		file: 'nodes/shared/api/analytics.ts',
		look: async (context) => {
			const answer = await byDay(context);
			const { status, body } = answer;
			if (status !== 200 || !Array.isArray(body)) return judge(false, told(answer));
			return judgeFields(rowsIn(answer), { events: 'number', day: 'text' });
		},
	},
	{
		id: 'analytics-raw-rows',
		title: 'A query of columns answers with bare rows',
		expected: '200, a list of objects with the names that were asked for; timestamp in ISO 8601',
		grade: 'A',
		file: 'nodes/shared/api/analytics.ts',
		look: async (context) => {
			const answer = await newestRows(context);
			const { status, body } = answer;
			if (status !== 200 || !Array.isArray(body)) return judge(false, told(answer));
			const fields = { timestamp: 'time', user_id: 'text', name: 'text' } as const;
			return judgeFields(rowsIn(answer), fields);
		},
	},
	{
		id: 'analytics-order',
		title: 'order_by sorts the rows',
		expected: 'timestamp desc: the newest first',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/orderBy.ts',
		look: async (context) => {
			const times = rowsIn(await newestRows(context)).map((row) =>
				Date.parse(String(row.timestamp)),
			);
			if (times.length < 2 || times.some(Number.isNaN)) throw new NotTried('too few times');
			const sorted = times.every((at, i) => i === 0 || at <= times[i - 1]);
			return judge(sorted, sorted ? 'the newest first' : 'another order');
		},
	},
	vocabulary('metrics', [{ metrics: WORDS.metrics }]),
	vocabulary(
		'dimensions',
		WORDS.dimensions.map((name) => ({ metrics: ['events'], dimensions: [name] })),
	),
	vocabulary('columns', [{ columns: WORDS.columns, limit: 1 }]),
	operators(
		{
			id: 'analytics-operators',
			title: 'A query takes the eight operators that Appcues documents',
			grade: 'A',
		},
		CONDITIONS.filter((condition) => !isUndocumented(condition)),
	),
	operators(
		{
			id: 'analytics-other-operators',
			title: 'A query takes <, <=, > and >= too, which are sent and marked as not documented',
			grade: '?',
		},
		CONDITIONS.filter(isUndocumented),
	),
	{
		id: 'analytics-nps-survey',
		title: 'NPS metrics need a condition on flow_id',
		expected: '400 without one',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/checkSpec.ts',
		look: async (context) => {
			const spec = { metrics: ['nps_promoters'], conditions: [], ...lastDays(2) };
			const answer = await query(context, spec);
			return judge(answer.status === 400, told(answer));
		},
	},
	{
		id: 'analytics-other-columns',
		title: 'Raw columns beyond the verified ones are returned, or a 400 names one, or a 500',
		expected: '200, 400 with the name of a column, or 500',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/verifiedColumns.ts',
		look: async (context) => {
			const columns = ['timestamp', 'flow_id', 'url'];
			const answer = await query(context, { columns, limit: 1, ...lastDays(2) });
			const { status, body } = answer;
			const names = /columns|flow_id|url/.test(JSON.stringify(body));
			return judge(status === 200 || status === 500 || (status === 400 && names), told(answer));
		},
	},
	{
		id: 'analytics-time-zone',
		title: 'A query takes an IANA time zone',
		expected: '200 for Europe/Berlin',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/specOptions.ts',
		look: async (context) => {
			const zone = { timezone: 'Europe/Berlin' };
			const spec = { metrics: ['events'], dimensions: ['day'], conditions: [], ...lastDays(2) };
			const answer = await query(context, { ...spec, ...zone });
			return judge(answer.status === 200, told(answer));
		},
	},
	{
		id: 'analytics-most-days',
		title: `A query of more than ${QUERY_LIMITS.days} days is refused`,
		expected: '400',
		grade: 'A',
		file: 'nodes/shared/api/analytics.ts',
		look: async (context) => {
			const spec = { metrics: ['events'], conditions: [], ...lastDays(QUERY_LIMITS.days + 5) };
			const answer = await query(context, spec);
			return judge(answer.status === 400, told(answer));
		},
	},
	{
		id: 'analytics-most-rows',
		title: 'Rows beyond those that are answered at once are told of',
		expected: `${QUERY_LIMITS.rows} rows and X-Rows-Truncated: true`,
		grade: 'A',
		file: 'nodes/shared/api/analytics.ts',
		look: async (context) => {
			const spec = { columns: ['timestamp'], conditions: [], ...lastDays(QUERY_LIMITS.days - 1) };
			const { body, headers } = await query(context, spec);
			const rows = Array.isArray(body) ? body.length : 0;
			if (rows < QUERY_LIMITS.rows) throw new NotTried(`the account has ${rows} events to ask for`);
			const header = String(headers['x-rows-truncated'] ?? 'not there');
			const isTold = header.trim().toLowerCase() === 'true';
			return judge(rows === QUERY_LIMITS.rows && isTold, `${rows} rows, the header is ${header}`);
		},
	},
	{
		id: 'analytics-rate-headers',
		title: 'Analytics tell of the rate limit, other routes do not',
		expected: 'X-RateLimit-Limit, -Remaining and -Reset with a query, none with GET /tags',
		grade: 'A',
		file: 'docs/appcues-openapi.yaml',
		look: async (context) => {
			const { headers } = await byDay(context);
			const { headers: others } = await LISTS.tags(context);
			const there = RATE_HEADERS.filter((name) => name in headers);
			const elsewhere = RATE_HEADERS.filter((name) => name in others);
			const seen = `${there.join(', ') || 'none'}; with GET /tags ${elsewhere.join(', ') || 'none'}`;
			return judge(there.length === RATE_HEADERS.length && elsewhere.length === 0, seen);
		},
	},
];

import { type Alteration, body, changed, status, text, valued, without } from '../alteration.cjs';
import type { Exchange } from '../exchange.cjs';

const EXPORT = { method: 'POST', path: /^\/export\/events$/ } as const;

/** What the jobs of exports of events say; those that write are not touched. */
const job = (breaks: string, answer: Alteration['answer']): Alteration => ({
	breaks,
	method: 'GET',
	path: /^\/jobs\/job-/,
	when: ({ status: now, bytes }) => now === 200 && bytes.includes('"export_events"'),
	answer,
});

const file = (breaks: string, name: string, answer: Alteration['answer']): Alteration => ({
	breaks,
	path: new RegExp(`^/download/.*/${name}$`),
	answer,
});

/** Changes the link that stands in the log of a job. */
const link = (change: (link: string, exchange: Exchange) => string) => (exchange: Exchange) =>
	changed(({ events }) => {
		for (const { attributes } of events as Array<{ attributes: Record<string, string> }>) {
			if (attributes.signed_s3_url) {
				attributes.signed_s3_url = change(attributes.signed_s3_url, exchange);
			}
		}
	})(exchange);

const kept = (now: string, { path, memory }: Exchange) => {
	const before = memory.get(path) ?? now;
	memory.set(path, before);
	return before;
};

const lines = (change: (row: Record<string, unknown>) => void) => (exchange: Exchange) => {
	const rows = exchange.bytes.toString().split('\n').filter(Boolean);
	const altered = rows.map((row) => {
		const object = JSON.parse(row) as Record<string, unknown>;
		change(object);
		return JSON.stringify(object);
	});
	exchange.bytes = Buffer.from(altered.join('\n'));
};

/** Jobs, exports of events, and their files. */
export const jobs: Alteration[] = [
	{ ...EXPORT, breaks: 'accepted-work-names-its-job', answer: without('job_id') },
	{ ...EXPORT, breaks: 'accepted-envelope', answer: without('job_url') },
	job('job-by-id', status(404)),
	job('job-words', valued('status', 'SUCCEEDED')),
	job('job-fields', without('started_at')),
	{ breaks: 'job-listed', method: 'GET', path: /^\/jobs$/, answer: body([]) },
	job('export-events', valued('status', 'FAILED')),
	job(
		'export-link',
		changed(({ events }) => {
			for (const event of events as Array<Record<string, unknown>>) {
				event.attributes = { file: 'elsewhere' };
			}
		}),
	),
	job(
		'export-link-host',
		link((address, { askedHeaders }) =>
			address.replace(/^http:\/\/[^/]+/, `http://${String(askedHeaders.host)}`),
		),
	),
	file('export-link-opens', 'events.json', status(403)),
	job('export-link-renewed', link(kept)),
	file('export-packing', 'events.json', text('PK\x03\x04')),
	file('export-json', 'events.json', text('id,name\n1,2\n')),
	file(
		'export-row-fields',
		'events.json',
		lines((row) => delete row.identity),
	),
	file('export-csv', 'events.csv', text('event;user;time\n')),
	{
		...EXPORT,
		breaks: 'export-end-exclusive',
		when: ({ asked }) =>
			Date.parse(String(asked.end_time)) - Date.parse(String(asked.start_time)) === 1000,
		ask: (exchange) => {
			const end = new Date(Date.parse(String(exchange.asked.end_time)) + 1);
			exchange.asked = { ...exchange.asked, end_time: end.toISOString() };
		},
	},
	{
		...EXPORT,
		breaks: 'export-operators',
		when: ({ asked: { conditions } }) => Array.isArray(conditions) && conditions.length > 0,
		answer: status(400),
	},
	{
		...EXPORT,
		breaks: 'export-time-zone',
		when: ({ asked }) => 'time_zone' in asked,
		answer: status(400),
	},
];

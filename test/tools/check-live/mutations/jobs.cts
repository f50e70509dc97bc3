import { isObject } from '../../../../nodes/shared/util/isObject';
import { type Mutation, body, changed, status, text, valued, without } from '../mutation.cjs';
import type { Exchange } from '../exchange.cjs';

const EXPORT = { method: 'POST', path: /^\/export\/events$/ } as const;

/** Changes the jobs of events exports, but not those of writes. */
const job = (breaks: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	method: 'GET',
	path: /^\/jobs\/job-/,
	when: ({ status: now, bytes }) => now === 200 && bytes.includes('"export_events"'),
	changeResponse: answer,
});

const file = (breaks: string, name: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	path: new RegExp(`^/download/.*/${name}$`),
	changeResponse: answer,
});

/** Changes the link in the log of a job. */
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

const hasOperator =
	(operator: string) =>
	({ requestBody: { conditions } }: Exchange): boolean =>
		Array.isArray(conditions) && conditions.some((condition) => condition[1] === operator);

type Fields = Record<string, unknown>;

const INTERACTION = 'appcues:v2:step_interaction';

/** Changes the events with one name in JSON export files. */
const answer = (
	breaks: string,
	name: string,
	change: (row: { attributes: Fields }) => void,
): Mutation =>
	file(
		breaks,
		'events.json',
		lines((row) => {
			if (row.name === name && isObject(row.attributes)) change({ attributes: row.attributes });
		}),
	);

const responses = (breaks: string, change: (item: Fields) => void): Mutation =>
	answer(breaks, INTERACTION, ({ attributes: { interactionData } }) =>
		listIn(interactionData, 'surveyResponses').forEach(change),
	);

function listIn(value: unknown, key: string): Fields[] {
	const list = isObject(value) ? value[key] : [];
	return Array.isArray(list) ? list : [];
}

/** Mutations of jobs, events exports and their files. */
export const jobs: Mutation[] = [
	{ ...EXPORT, breaks: 'accepted-work-names-its-job', changeResponse: without('job_id') },
	{ ...EXPORT, breaks: 'accepted-envelope', changeResponse: without('job_url') },
	job('job-by-id', status(404)),
	job('job-words', valued('status', 'SUCCEEDED')),
	job('job-fields', without('started_at')),
	{ breaks: 'job-listed', method: 'GET', path: /^\/jobs$/, changeResponse: body([]) },
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
		link((address, { requestHeaders: askedHeaders }) =>
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
	file('export-csv', 'events.csv', text('event,user,time,attributes.score\n')),
	file('export-csv-columns', 'events.csv', text('user_id,name,timestamp,attributes\n')),
	{
		...EXPORT,
		breaks: 'export-end-exclusive',
		when: ({ requestBody }) =>
			Date.parse(String(requestBody.end_time)) - Date.parse(String(requestBody.start_time)) ===
			1000,
		changeRequest: (exchange) => {
			const end = new Date(Date.parse(String(exchange.requestBody.end_time)) + 1);
			exchange.requestBody = { ...exchange.requestBody, end_time: end.toISOString() };
		},
	},
	{
		...EXPORT,
		breaks: 'export-operators',
		when: hasOperator('like'),
		changeResponse: status(400),
	},
	{
		...EXPORT,
		breaks: 'export-order-operators',
		when: hasOperator('<'),
		changeResponse: status(400),
	},
	{
		...EXPORT,
		breaks: 'export-time-zone',
		when: ({ requestBody }) => 'time_zone' in requestBody,
		changeResponse: status(400),
	},
	answer('classic-nps-score', 'appcues:nps_score', ({ attributes }) => {
		attributes.score = String(attributes.score);
	}),
	responses('nps-2-score', (item) => {
		if (item.type === 'nps_score') item.value = 'nine';
	}),
	responses('nps-2-feedback', (item) => {
		if (item.type !== 'nps_score') item.value = { text: item.value };
	}),
	answer('nps-2-experience-type', INTERACTION, ({ attributes }) => {
		if (attributes.experienceType === 'nps') attributes.experienceType = 'survey';
	}),
	answer('form-answers', 'appcues:form_submitted', ({ attributes }) => {
		attributes.interaction = [];
	}),
	answer('v2-form-answers', INTERACTION, ({ attributes: { interactionData } }) => {
		for (const item of listIn(interactionData, 'formResponse')) delete item.fieldType;
	}),
];

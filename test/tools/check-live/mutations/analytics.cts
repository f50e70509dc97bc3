import {
	type Mutation,
	changed,
	renamed,
	status,
	statusIs,
	text,
	valued,
	without,
	wrapped,
} from '../mutation.cjs';
import { CLASSIC_NPS } from '../../../../dev/fake-appcues/model/demoContent.cjs';
import type { Exchange } from '../exchange.cjs';

const query = (
	breaks: string,
	when: (asked: Exchange['requestBody']) => boolean,
	answer: Mutation['changeResponse'],
): Mutation => ({
	breaks,
	method: 'POST',
	path: /^\/analytics\/query$/,
	when: (exchange) => exchange.status === 200 && when(exchange.requestBody),
	changeResponse: answer,
});

const has = (name: string, value: string) => (asked: Exchange['requestBody']) => {
	const names = asked[name];
	return Array.isArray(names) && names.includes(value);
};

const hasOperator =
	(operator: string) =>
	({ conditions }: Exchange['requestBody']) =>
		Array.isArray(conditions) && conditions.some((condition) => condition[1] === operator);

const job = (breaks: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	method: 'GET',
	path: /^\/analytics\/exports\/analytics-job-/,
	changeResponse: answer,
});

/** Mutations of analytics, for queries and exports. */
export const analytics: Mutation[] = [
	query(
		'analytics-rows',
		({ timezone, conditions, ...asked }) =>
			timezone === 'UTC' &&
			Array.isArray(conditions) &&
			conditions.length === 0 &&
			has('dimensions', 'day')(asked),
		wrapped,
	),
	query('analytics-raw-rows', has('columns', 'name'), valued('timestamp', 1_700_000_000_000)),
	query('analytics-order', has('columns', 'name'), (exchange) => {
		exchange.json = exchange.list.reverse();
	}),
	query('analytics-metrics', has('metrics', 'sessions'), status(400)),
	query('analytics-dimensions', has('dimensions', 'flow_id'), status(400)),
	query('analytics-columns', has('columns', 'feedback'), status(400)),
	query('analytics-other-columns', has('columns', 'experience_id'), status(404)),
	query('analytics-operators', hasOperator('like'), status(400)),
	query('analytics-order-operators', hasOperator('<'), status(400)),
	{
		breaks: 'nps-list',
		method: 'GET',
		path: /^\/nps$/,
		changeResponse: (exchange) => {
			exchange.json = [...exchange.list, { ...(exchange.list[0] as object), id: CLASSIC_NPS.id }];
		},
	},
	query(
		'analytics-nps',
		has('metrics', 'nps_computed_score'),
		valued('nps_promoters', { percent: 40 }),
	),
	{
		breaks: 'analytics-nps-survey',
		path: /^\/analytics\/query$/,
		when: ({ requestBody, status: now }) =>
			now === 400 && has('metrics', 'nps_promoters')(requestBody),
		changeResponse: status(200),
	},
	{
		breaks: 'analytics-always-500',
		path: /^\/analytics\/query$/,
		when: ({ requestBody }) => has('columns', 'nps_raw_score')(requestBody),
		changeResponse: status(400),
	},
	query('event-names', has('dimensions', 'name'), (exchange) => {
		exchange.json = [...exchange.list, { name: 'appcues:email_was_opened', events: 3 }];
	}),
	query('experience-types', has('dimensions', 'experience_type'), (exchange) => {
		exchange.json = [...exchange.list, { experience_type: 'hologram', events: 3 }];
	}),
	query(
		'analytics-missing-value',
		has('dimensions', 'flow_id'),
		changed((row) => (row.flow_id ||= null)),
	),
	query('analytics-time-zone', ({ timezone }) => timezone === 'Europe/Berlin', status(400)),
	{
		breaks: 'analytics-most-days',
		method: 'POST',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('-day maximum'),
		changeResponse: status(200),
	},
	query('analytics-most-rows', has('columns', 'timestamp'), (exchange) => {
		delete exchange.headers['x-rows-truncated'];
	}),
	query(
		'analytics-rate-headers',
		() => true,
		({ headers }) => {
			delete headers['x-ratelimit-reset'];
		},
	),
	query(
		'analytics-reset',
		({ dimensions, columns, conditions }) =>
			!dimensions && !columns && Array.isArray(conditions) && conditions.length === 0,
		({ headers }) => {
			headers['x-ratelimit-reset'] = `${headers['x-ratelimit-reset']}000`;
		},
	),
	{
		breaks: 'analytics-slots',
		method: 'POST',
		path: /^\/analytics\/exports$/,
		changeResponse: ({ headers }) => {
			delete headers['x-concurrency-used'];
		},
	},
	{
		breaks: 'analytics-export',
		method: 'POST',
		path: /^\/analytics\/exports$/,
		changeResponse: without('job_id'),
	},
	job(
		'analytics-job-words',
		changed((object) => {
			if (object.status === 'done') object.status = 'finished';
		}),
	),
	job('analytics-job-link', renamed('download_url', 'link')),
	{
		breaks: 'analytics-file',
		path: /^\/download\/.*\/analytics/,
		changeResponse: text('PK\x03\x04'),
	},
	{
		breaks: 'jobs-know-no-analytics',
		path: /^\/jobs\/analytics-job-/,
		when: statusIs(404),
		changeResponse: status(200),
	},
	{
		breaks: 'analytics-know-no-jobs',
		path: /^\/analytics\/exports\/job-/,
		when: statusIs(404),
		changeResponse: status(200),
	},
];

import {
	type Alteration,
	changed,
	renamed,
	status,
	statusIs,
	text,
	valued,
	without,
	wrapped,
} from '../alteration.cjs';
import type { Exchange } from '../exchange.cjs';

const query = (
	breaks: string,
	when: (asked: Exchange['asked']) => boolean,
	answer: Alteration['answer'],
): Alteration => ({
	breaks,
	method: 'POST',
	path: /^\/analytics\/query$/,
	when: (exchange) => exchange.status === 200 && when(exchange.asked),
	answer,
});

const has = (name: string, value: string) => (asked: Exchange['asked']) => {
	const names = asked[name];
	return Array.isArray(names) && names.includes(value);
};

const job = (breaks: string, answer: Alteration['answer']): Alteration => ({
	breaks,
	method: 'GET',
	path: /^\/analytics\/exports\/analytics-job-/,
	answer,
});

/** What analytics answer, at once and as a file. */
export const analytics: Alteration[] = [
	query(
		'analytics-rows',
		({ timezone, ...asked }) => timezone === 'UTC' && has('dimensions', 'day')(asked),
		wrapped,
	),
	query('analytics-raw-rows', has('columns', 'name'), valued('timestamp', 1_700_000_000_000)),
	query('analytics-order', has('columns', 'name'), (exchange) => {
		exchange.json = exchange.list.reverse();
	}),
	query('analytics-metrics', has('metrics', 'sessions'), status(400)),
	query('analytics-dimensions', has('dimensions', 'flow_id'), status(400)),
	query('analytics-columns', has('columns', 'score'), status(400)),
	query(
		'analytics-operators',
		({ conditions }) => Array.isArray(conditions) && conditions.length === 8,
		status(400),
	),
	query(
		'analytics-other-operators',
		({ conditions }) => Array.isArray(conditions) && conditions.length === 4,
		status(400),
	),
	{
		breaks: 'analytics-nps-survey',
		method: 'POST',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('needs a condition on flow_id'),
		answer: status(200),
	},
	query('analytics-other-columns', has('columns', 'url'), status(404)),
	query('analytics-time-zone', ({ timezone }) => timezone === 'Europe/Berlin', status(400)),
	{
		breaks: 'analytics-most-days',
		method: 'POST',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('-day maximum'),
		answer: status(200),
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
	{
		breaks: 'analytics-export',
		method: 'POST',
		path: /^\/analytics\/exports$/,
		answer: without('job_id'),
	},
	job(
		'analytics-job-words',
		changed((object) => {
			if (object.status === 'done') object.status = 'finished';
		}),
	),
	job('analytics-job-link', renamed('download_url', 'link')),
	{ breaks: 'analytics-file', path: /^\/download\/.*\/analytics/, answer: text('PK\x03\x04') },
	{
		breaks: 'jobs-know-no-analytics',
		path: /^\/jobs\/analytics-job-/,
		when: statusIs(404),
		answer: status(200),
	},
	{
		breaks: 'analytics-know-no-jobs',
		path: /^\/analytics\/exports\/job-/,
		when: statusIs(404),
		answer: status(200),
	},
];

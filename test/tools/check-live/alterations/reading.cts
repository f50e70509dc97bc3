import {
	type Alteration,
	body,
	first,
	renamed,
	status,
	statusIs,
	text,
	valued,
	without,
	wrapped,
} from '../alteration.cjs';

const list = (name: string): Alteration => ({
	breaks: `list-${name}`,
	method: 'GET',
	path: new RegExp(`^/${name}$`),
	answer: wrapped,
});

const unknown = (breaks: string, at: string, answer: Alteration['answer']): Alteration => ({
	breaks: `unknown-${breaks}`,
	method: 'GET',
	path: new RegExp(`^/${at}/n8n-live-check-[^/]*-unknown`),
	when: statusIs(404),
	answer,
});

/** Before the check proper, so that no other assumption rests on it. */
const beforehand = (breaks: string, answer: Alteration['answer']): Alteration => ({
	breaks,
	method: 'GET',
	path: /^\/segments$/,
	when: first,
	answer,
});

/** What the account holds, how Appcues refuses, and what holds for all answers. */
export const reading: Alteration[] = [
	{
		breaks: 'tags-check-credentials',
		method: 'GET',
		path: /^\/tags$/,
		when: statusIs(200),
		answer: wrapped,
	},
	{ breaks: 'wrong-secret', path: /^\/tags$/, when: statusIs(401), answer: status(200) },
	...['flows', 'segments', 'jobs', 'banners', 'checklists', 'embeds', 'flows-v2'].map(list),
	...['launchpads', 'mobile', 'nps', 'pins'].map(list),
	{ breaks: 'segment-fields', path: /^\/segments$/, method: 'GET', answer: without('description') },
	{ breaks: 'flow-fields', path: /^\/flows$/, answer: valued('published', 'yes') },
	{
		breaks: 'tag-fields',
		path: /^\/tags$/,
		when: statusIs(200),
		answer: valued('created_at', 1_700_000_000_000),
	},
	{ breaks: 'experience-fields', path: /^\/pins$/, answer: without('type') },
	{
		breaks: 'experience-times',
		path: /^\/banners$/,
		answer: valued('updated_at', '2026-01-15T12:00:00.000Z'),
	},
	{ breaks: 'get-segment', method: 'GET', path: /^\/segments\/seg-/, answer: wrapped },
	{ breaks: 'get-flow', method: 'GET', path: /^\/flows\/flow-/, answer: wrapped },
	{ breaks: 'get-tag', method: 'GET', path: /^\/tags\/tag-/, answer: wrapped },
	{ breaks: 'get-experience', method: 'GET', path: /^\/banners\/banner-/, answer: without('id') },
	unknown('segment', 'segments', status(410)),
	{ ...unknown('', 'segments', body({ message: 'no' })), breaks: 'error-envelope' },
	unknown('flow', 'flows', status(400)),
	unknown('tag', 'tags', status(400)),
	unknown('job', 'jobs', status(400)),
	unknown('analytics-job', 'analytics/exports', status(400)),
	unknown('screenshots', 'screenshots', status(204)),
	unknown('user-profile', 'users', (exchange) => {
		if (!exchange.path.endsWith('/profile')) return;
		exchange.status = 200;
		exchange.json = { known: false };
	}),
	unknown('group-profile', 'groups', status(400)),
	unknown('user-events', 'users', (exchange) => {
		if (exchange.path.endsWith('/events')) exchange.status = 400;
	}),
	{
		breaks: 'unsupported-type',
		path: /^\/analytics\/query$/,
		when: statusIs(415),
		answer: status(400),
	},
	{
		breaks: 'bad-request',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('no_such_metric'),
		answer: status(422),
	},
	{
		breaks: 'bad-request-detail',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('no_such_metric'),
		answer: without('detail'),
	},
	{
		breaks: 'screenshots',
		path: /^\/screenshots\//,
		when: statusIs(200),
		answer: text('\x89PNG'),
	},
	{ breaks: 'ingestion-rules', path: /^\/ingestion_/, answer: body({ rules: 'none' }) },
	{ breaks: 'sdk-keys', path: /^\/sdk_keys$/, answer: wrapped },
	{ breaks: 'sdk-key-id', path: /^\/sdk_keys$/, answer: renamed('id', 'key_id') },
	{
		breaks: 'user-events',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: ({ query }) => query.get('limit') === '2',
		answer: (exchange) => {
			exchange.json = [...exchange.list, ...exchange.list];
		},
	},
	{
		breaks: 'user-event-fields',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: statusIs(200),
		answer: renamed('attributes', 'properties'),
	},
	{
		breaks: 'user-events-time-zone',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: ({ query }) => query.has('time_zone'),
		answer: status(400),
	},
	beforehand('no-redirects', status(301)),
	beforehand('success-is-json', (exchange) => {
		exchange.headers['content-type'] = 'text/html';
		exchange.bytes = Buffer.from('<html>');
	}),
	beforehand('retry-after', (exchange) => {
		exchange.status = 429;
		exchange.headers['retry-after'] = 'soon';
	}),
];

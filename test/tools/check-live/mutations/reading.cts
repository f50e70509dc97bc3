import {
	type Mutation,
	body,
	first,
	renamed,
	status,
	statusIs,
	text,
	valued,
	without,
	wrapped,
} from '../mutation.cjs';

const list = (name: string): Mutation => ({
	breaks: `list-${name}`,
	method: 'GET',
	path: new RegExp(`^/${name}$`),
	changeResponse: wrapped,
});

const unknown = (breaks: string, at: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks: `unknown-${breaks}`,
	method: 'GET',
	path: new RegExp(`^/${at}/n8n-live-check-[^/]*-unknown`),
	when: statusIs(404),
	changeResponse: answer,
});

/** For the preflight, so that no other assumption depends on it. */
const beforehand = (breaks: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	method: 'GET',
	path: /^\/segments$/,
	when: first,
	changeResponse: answer,
});

/** Mutations of what the account contains, of refusals, and of what holds for all responses. */
export const reading: Mutation[] = [
	{
		breaks: 'tags-check-credentials',
		method: 'GET',
		path: /^\/tags$/,
		when: statusIs(200),
		changeResponse: wrapped,
	},
	{ breaks: 'wrong-secret', path: /^\/tags$/, when: statusIs(401), changeResponse: status(200) },
	...['flows', 'segments', 'jobs', 'banners', 'checklists', 'embeds', 'flows-v2'].map(list),
	...['launchpads', 'mobile', 'nps', 'pins'].map(list),
	{
		breaks: 'segment-fields',
		path: /^\/segments$/,
		method: 'GET',
		changeResponse: without('description'),
	},
	{ breaks: 'flow-fields', path: /^\/flows$/, changeResponse: valued('published', 'yes') },
	{
		breaks: 'tag-fields',
		path: /^\/tags$/,
		when: statusIs(200),
		changeResponse: valued('created_at', 1_700_000_000_000),
	},
	{ breaks: 'experience-fields', path: /^\/pins$/, changeResponse: without('type') },
	{
		breaks: 'experience-times',
		path: /^\/banners$/,
		changeResponse: valued('updated_at', '2026-01-15T12:00:00.000Z'),
	},
	{ breaks: 'get-segment', method: 'GET', path: /^\/segments\/seg-/, changeResponse: wrapped },
	{ breaks: 'get-flow', method: 'GET', path: /^\/flows\/flow-/, changeResponse: wrapped },
	{ breaks: 'get-tag', method: 'GET', path: /^\/tags\/tag-/, changeResponse: wrapped },
	{
		breaks: 'get-experience',
		method: 'GET',
		path: /^\/banners\/banner-/,
		changeResponse: without('id'),
	},
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
		changeResponse: status(400),
	},
	{
		breaks: 'bad-request',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('no_such_metric'),
		changeResponse: status(422),
	},
	{
		breaks: 'bad-request-detail',
		path: /^\/analytics\/query$/,
		when: ({ bytes }) => bytes.includes('no_such_metric'),
		changeResponse: without('detail'),
	},
	{
		breaks: 'screenshots',
		path: /^\/screenshots\//,
		when: statusIs(200),
		changeResponse: text('\x89PNG'),
	},
	{ breaks: 'ingestion-rules', path: /^\/ingestion_/, changeResponse: body({ rules: 'none' }) },
	{ breaks: 'sdk-keys', path: /^\/sdk_keys$/, changeResponse: wrapped },
	{ breaks: 'sdk-key-id', path: /^\/sdk_keys$/, changeResponse: renamed('id', 'key_id') },
	{
		breaks: 'user-events',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: ({ query }) => query.get('limit') === '2',
		changeResponse: (exchange) => {
			exchange.json = [...exchange.list, ...exchange.list];
		},
	},
	{
		breaks: 'user-event-fields',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: statusIs(200),
		changeResponse: renamed('attributes', 'properties'),
	},
	{
		breaks: 'user-events-time-zone',
		method: 'GET',
		path: /^\/users\/.*\/events$/,
		when: ({ query }) => query.has('time_zone'),
		changeResponse: status(400),
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

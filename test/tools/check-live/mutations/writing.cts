import {
	type Mutation,
	body,
	changed,
	renamed,
	status,
	statusIs,
	valued,
	without,
} from '../mutation.cjs';
import type { Exchange } from '../exchange.cjs';

/** The throw-away user, and no other whose ID begins like it. */
const PROFILE = /^\/users\/n8n-live-check-\d+T\d+Z-[0-9a-f]{6}\/profile$/;

const profile = (breaks: string, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	method: 'GET',
	path: PROFILE,
	when: statusIs(200),
	changeResponse: answer,
});

const post = (breaks: string, path: RegExp, answer: Mutation['changeResponse']): Mutation => ({
	breaks,
	method: 'POST',
	path,
	changeResponse: answer,
});

const noJob = body({ status: 202, title: 'Accepted' });

const ofKind =
	(type: string) =>
	({ requestHeaders: askedHeaders }: Exchange): boolean =>
		String(askedHeaders['content-type']).startsWith(type);

/** Mutations of the write checks. */
export const writing: Mutation[] = [
	{ breaks: 'profile-update', method: 'PATCH', path: PROFILE, changeResponse: status(207) },
	{ breaks: 'action-envelope', method: 'PATCH', path: PROFILE, changeResponse: body({ ok: true }) },
	profile(
		'profile-at-once',
		changed((user) => {
			if (user.n8n_check_text === 'first') delete user.n8n_check_text;
		}),
	),
	profile('profile-types', valued('n8n_check_number', '42.5')),
	profile('profile-null', valued('n8n_check_null', '')),
	profile(
		'profile-merge',
		changed((user) => {
			if (user.n8n_check_text === 'second') delete user.n8n_check_flag;
		}),
	),
	profile(
		'profile-nested',
		changed((user) => {
			if ('n8n_check_flat' in user) user.n8n_check_list = '[1,2]';
		}),
	),
	{
		breaks: 'odd-user-id',
		method: 'GET',
		path: /^\/users\/.*#.*\/profile$/,
		when: statusIs(200),
		changeResponse: valued('n8n_check_text', 'of somebody else'),
	},
	post('segment-create', /^\/segments$/, without('id')),
	{ breaks: 'segment-update', method: 'PATCH', path: /^\/segments\//, changeResponse: status(207) },
	{
		breaks: 'segment-merge',
		method: 'GET',
		path: /^\/segments\/segment-/,
		changeResponse: valued('description', null),
	},
	post('segment-add-users', /\/add_user_ids$/, noJob),
	post('segment-export', /\/segment_membership_export$/, status(400)),
	{
		breaks: 'segment-export-rows',
		path: /^\/download\/.*\/segment_membership/,
		changeResponse: renamed('user_id', 'id'),
	},
	post('segment-remove-users', /\/remove_user_ids$/, noJob),
	{
		...post('import-ndjson', /^\/import\/profiles$/, status(415)),
		when: ofKind('application/ndjson'),
	},
	profile('import-ndjson-applied', valued('n8n_check_count', '3')),
	{ ...post('import-csv', /^\/import\/profiles$/, status(400)), when: ofKind('multipart/') },
	profile('import-csv-applied', valued('n8n_check_csv', '"a')),
	{ breaks: 'group-update', method: 'PATCH', path: /^\/groups\//, changeResponse: status(207) },
	{
		breaks: 'group-at-once',
		method: 'GET',
		path: /^\/groups\/.*\/profile$/,
		when: statusIs(200),
		changeResponse: body({}),
	},
	post('group-add-users', /^\/groups\/.*\/users$/, status(405)),
	post('import-groups', /^\/import\/groups$/, status(415)),
	post('user-activity', /^\/users\/.*\/events$/, status(207)),
	post('import-events', /^\/import\/events$/, noJob),
	{
		breaks: 'segment-delete',
		method: 'DELETE',
		path: /^\/segments\//,
		when: statusIs(200),
		changeResponse: status(207),
	},
	{
		breaks: 'segment-delete-again',
		method: 'DELETE',
		path: /^\/segments\//,
		when: statusIs(404),
		changeResponse: status(200),
	},
	{ breaks: 'user-delete', method: 'DELETE', path: PROFILE, changeResponse: noJob },
	{
		breaks: 'user-deleted',
		method: 'GET',
		path: PROFILE,
		when: statusIs(404),
		changeResponse: (exchange) => {
			exchange.status = 200;
			exchange.json = { n8n_check_text: 'still there' };
		},
	},
];

import {
	type Alteration,
	body,
	changed,
	renamed,
	status,
	statusIs,
	valued,
	without,
} from '../alteration.cjs';
import type { Exchange } from '../exchange.cjs';

/** The throw-away user, and no other whose ID begins like it. */
const PROFILE = /^\/users\/n8n-live-check-\d+T\d+Z-[0-9a-f]{6}\/profile$/;

const profile = (breaks: string, answer: Alteration['answer']): Alteration => ({
	breaks,
	method: 'GET',
	path: PROFILE,
	when: statusIs(200),
	answer,
});

const post = (breaks: string, path: RegExp, answer: Alteration['answer']): Alteration => ({
	breaks,
	method: 'POST',
	path,
	answer,
});

const noJob = body({ status: 202, title: 'Accepted' });

const ofKind =
	(type: string) =>
	({ askedHeaders }: Exchange): boolean =>
		String(askedHeaders['content-type']).startsWith(type);

/** What is tried out on throw-away things. */
export const writing: Alteration[] = [
	{ breaks: 'profile-update', method: 'PATCH', path: PROFILE, answer: status(207) },
	{ breaks: 'action-envelope', method: 'PATCH', path: PROFILE, answer: body({ ok: true }) },
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
		answer: valued('n8n_check_text', 'of somebody else'),
	},
	post('segment-create', /^\/segments$/, without('id')),
	{ breaks: 'segment-update', method: 'PATCH', path: /^\/segments\//, answer: status(207) },
	{
		breaks: 'segment-merge',
		method: 'GET',
		path: /^\/segments\/segment-/,
		answer: valued('description', null),
	},
	post('segment-add-users', /\/add_user_ids$/, noJob),
	post('segment-export', /\/segment_membership_export$/, status(400)),
	{
		breaks: 'segment-export-rows',
		path: /^\/download\/.*\/segment_membership/,
		answer: renamed('user_id', 'id'),
	},
	post('segment-remove-users', /\/remove_user_ids$/, noJob),
	{
		...post('import-ndjson', /^\/import\/profiles$/, status(415)),
		when: ofKind('application/ndjson'),
	},
	profile('import-ndjson-applied', valued('n8n_check_count', '3')),
	{ ...post('import-csv', /^\/import\/profiles$/, status(400)), when: ofKind('multipart/') },
	profile('import-csv-applied', valued('n8n_check_csv', '"a')),
	{ breaks: 'group-update', method: 'PATCH', path: /^\/groups\//, answer: status(207) },
	{
		breaks: 'group-at-once',
		method: 'GET',
		path: /^\/groups\/.*\/profile$/,
		when: statusIs(200),
		answer: body({}),
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
		answer: status(207),
	},
	{
		breaks: 'segment-delete-again',
		method: 'DELETE',
		path: /^\/segments\//,
		when: statusIs(404),
		answer: status(200),
	},
	{ breaks: 'user-delete', method: 'DELETE', path: PROFILE, answer: noJob },
	{
		breaks: 'user-deleted',
		method: 'GET',
		path: PROFILE,
		when: statusIs(404),
		answer: (exchange) => {
			exchange.status = 200;
			exchange.json = { n8n_check_text: 'still there' };
		},
	},
];

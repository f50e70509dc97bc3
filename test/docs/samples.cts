import { finishedExport } from '../support/jobs.cjs';
import { addFormSubmission, addSurveyAnswers } from '../support/responses.cjs';
import { event, polledEvent, run, type Sample } from './sample.cjs';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const YEAR = { timeRange: 'custom', startTime: '2020-01-01', endTime: '2099-01-01' };

const account = run('appcuesAccount');
const analytics = run('appcuesAnalytics');
const endUser = run('appcuesEndUser');
const experience = run('appcuesExperience');
const exporting = run('appcuesExport');
const flow = run('appcuesFlow');
const group = run('appcuesGroup');
const importing = run('appcuesImport');
const job = run('appcuesJob');
const segment = run('appcuesSegment');

const fields = (values: Record<string, string | number>) => ({
	assignments: Object.entries(values).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: typeof value,
	})),
});

/** By page, and by the name on the page. */
export const SAMPLES: Record<string, Record<string, Sample>> = {
	account: {
		getAllTags: account('getAllTags', { resource: 'tag' }, { shown: 1 }),
		replaceIngestionRules: account('replaceIngestionRules', {
			resource: 'ingestionRule',
			rulesJson: '[{ "mode": "deny", "kind": "event", "names": ["Mouse moved", "Scrolled"] }]',
		}),
	},
	analytics: {
		query: analytics(
			'query',
			{
				metrics: ['users', 'events'],
				dimensions: ['name'],
				timeRange: 'custom',
				startTime: '={{ $now.minus({ days: 60 }) }}',
				endTime: '={{ $now }}',
				options: { orderBy: 'users desc' },
			},
			{ shown: 2 },
		),
		raw: analytics(
			'query',
			{
				queryMode: 'raw',
				columns: ['timestamp', 'user_id', 'name'],
				timeRange: 'custom',
				startTime: '={{ $now.minus({ days: 60 }) }}',
				endTime: '={{ $now }}',
			},
			{ shown: 1, unusual: true },
		),
		report: analytics('report', { timeRange: 'last30Days' }, { shown: 1 }),
	},
	'end-user': {
		delete: endUser('delete', { userId: 'user-tim' }),
		get: endUser('get', { userId: 'user-ada' }),
		getEvents: endUser('getEvents', { userId: 'user-linus', limit: 1 }),
		update: endUser('update', {
			userId: 'user-ada',
			attributes: fields({ plan: 'enterprise', seats: 40 }),
		}),
	},
	experience: {
		get: experience(
			'get',
			{ experienceType: 'nps', experienceId: byId('nps-quarterly') },
			{ inUs: true },
		),
		getScreenshots: experience('getScreenshots', {
			experienceType: 'checklists',
			experienceId: byId('checklist-start'),
		}),
	},
	export: {
		events: exporting('events', YEAR, { shown: 1 }),
		segmentMembers: exporting(
			'segmentMembers',
			{ segmentId: byId('seg-power-users'), options: { propertyNames: 'plan, role' } },
			{ shown: 2 },
		),
		npsResponses: exporting('npsResponses', YEAR, {
			prepare: (fake) => addSurveyAnswers(fake.account()),
		}),
		formResponses: exporting('formResponses', YEAR, {
			prepare: (fake) => addFormSubmission(fake.account()),
		}),
		file: exporting('events', { ...YEAR, output: 'file' }, { unusual: true }),
	},
	flow: {
		get: flow('get', { flowId: byId('flow-welcome') }, { inUs: true }),
		publish: flow('publish', { flowId: byId('flow-reports') }),
	},
	group: {
		addUsers: group(
			'addUsers',
			{ groupId: '={{ $json.company }}', userIds: '={{ $json.user_id }}' },
			{
				input: [
					{ company: 'group-acme', user_id: 'user-ada' },
					{ company: 'group-acme', user_id: 'user-linus' },
				],
			},
		),
		get: group('get', { groupId: 'group-acme' }),
	},
	import: {
		profiles: importing(
			'profiles',
			{ options: { onInvalidRow: 'skip' } },
			{ input: [{ user_id: 'user-ada', plan: 'pro' }, { plan: 'free' }] },
		),
		userActivity: importing('userActivity', {
			userId: 'user-ada',
			eventName: 'Subscription Upgraded',
		}),
	},
	job: {
		get: job(
			'get',
			{ jobId: 'job-of-an-export' },
			{ prepare: (fake) => void finishedExport(fake, 'json', 'job-of-an-export') },
		),
		download: job(
			'download',
			{ jobId: 'job-of-an-export' },
			{ prepare: (fake) => void finishedExport(fake, 'json', 'job-of-an-export') },
		),
	},
	segment: {
		addUsers: segment(
			'addUsers',
			{ segmentId: byId('seg-crm-customers'), userIds: '={{ $json.user_id }}' },
			{ input: [{ user_id: 'user-ada' }, { user_id: 'user-tim' }, { user_id: '' }] },
		),
		checkUsers: segment('checkUsers', {
			segmentId: byId('seg-power-users'),
			userIds: 'user-ada, user-nobody',
		}),
		get: segment('get', { segmentId: byId('seg-power-users') }),
		notWaiting: segment('addUsers', {
			segmentId: byId('seg-crm-customers'),
			userIds: 'user-ada',
			waitForCompletion: false,
		}),
		syncUsers: segment('syncUsers', {
			segmentId: byId('seg-power-users'),
			userIds: 'user-ada, user-grace, user-linus, user-margaret, user-barbara',
		}),
	},
	'event-trigger': {
		event: polledEvent('appcues:flow_completed'),
	},
	trigger: {
		npsScore: event('appcues:nps_score'),
		nps2Answer: event('appcues:v2:step_interaction', 'a score as text, and a feedback'),
		formSubmitted: event('appcues:form_submitted'),
	},
};

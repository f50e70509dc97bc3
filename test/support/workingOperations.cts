import type { IDataObject } from 'n8n-workflow';

import type { FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { finishedExport } from './jobs.cjs';
import { addFormSubmission, addSurveyAnswers } from './responses.cjs';

/** Parameters with which an operation works on the demo account, and its input items. */
export interface WorkingOperation {
	operation: string;
	parameters: IDataObject;
	input?: IDataObject[];
	/** Creates what the operation needs, and returns the items that name it. Replaces `input`. */
	prepare?(fake: FakeAppcues): IDataObject[];
	/** It polls: a failed first poll, such as a 404, is no reason to stop. */
	polls?: boolean;
}

/** Returns the input items of an operation in this fake. */
export const inputOf = (
	{ input, prepare }: WorkingOperation,
	fake: FakeAppcues,
): IDataObject[] | undefined => prepare?.(fake) ?? input;

/** The basis of a node's tests. */
export interface WorkingNode {
	/** In the order of its dropdown. */
	operations: WorkingOperation[];
	/** What the node's first requests have in common, for injecting faults. */
	path: RegExp;
	/** A parameter whose ID is in the path of its operations. */
	pathId?: { name: string; label: string };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const SEGMENT = { segmentId: byId('seg-trial') };
const BANNER = { experienceType: 'banners', experienceId: byId('banner-sale') };
const FLOW = { flowId: byId('flow-welcome') };
const ANALYTICS = {
	metrics: ['events'],
	timeRange: 'custom',
	startTime: '2026-11-01',
	endTime: '2026-11-30',
};
const USER = { userId: 'user-ada' };
const GROUP = { groupId: 'group-acme' };
const JOB = { jobId: '={{ $json.jobId }}' };

const SDK_KEY = { resource: 'sdkKey', sdkKeyId: 'sdk-key-web-app' };
const RULES = { resource: 'ingestionRule' };
const TAGS = { resource: 'tag' };
/** Always the same ID, so that a fault can be set up in advance. */
const theExport = (fake: FakeAppcues) => [
	{ jobId: finishedExport(fake, 'json', 'job-of-an-export').id },
];

const SINCE_2020 = { timeRange: 'custom', startTime: '2020-01-01T00:00:00Z' };
const theForm = (fake: FakeAppcues) => {
	addFormSubmission(fake.account());
	return [{}];
};
const theAnswers = (fake: FakeAppcues) => {
	addSurveyAnswers(fake.account());
	return [{}];
};

/** Properties as n8n stores an assignment collection. */
const plan = { assignments: [{ id: '1', name: 'plan', value: 'pro', type: 'string' }] };

/** Every operation of every node, in normal use. */
export const workingNodes: Record<string, WorkingNode> = {
	appcuesAccount: {
		operations: [
			{ operation: 'getIngestionRules', parameters: RULES },
			{
				operation: 'replaceIngestionRules',
				parameters: { ...RULES, rulesJson: '[{ "mode": "allow" }]' },
			},
			{ operation: 'createSdkKey', parameters: { resource: 'sdkKey', name: 'Mobile app' } },
			{ operation: 'deleteSdkKey', parameters: SDK_KEY },
			{ operation: 'getAllSdkKeys', parameters: { resource: 'sdkKey' } },
			{ operation: 'setEnforcementMode', parameters: SDK_KEY },
			{ operation: 'setSecureDataIngest', parameters: SDK_KEY },
			{ operation: 'getAllTags', parameters: TAGS },
			{ operation: 'getTag', parameters: { ...TAGS, tagId: byId('tag-growth') } },
		],
		path: /sdk_keys|ingestion_filtering_rules|tags/,
		pathId: { name: 'sdkKeyId', label: 'SDK Key' },
	},
	appcuesAnalytics: {
		operations: [
			{ operation: 'export', parameters: ANALYTICS },
			{ operation: 'query', parameters: ANALYTICS },
			{ operation: 'report', parameters: { timeRange: 'lastWeek' } },
		],
		path: /analytics/,
	},
	appcuesEndUser: {
		operations: [
			{ operation: 'update', parameters: { ...USER, attributes: plan } },
			{ operation: 'delete', parameters: USER },
			{ operation: 'get', parameters: USER },
			{ operation: 'getEvents', parameters: USER },
		],
		path: /users/,
		pathId: { name: 'userId', label: 'User ID' },
	},
	appcuesExperience: {
		operations: [
			{ operation: 'get', parameters: BANNER },
			{ operation: 'getScreenshots', parameters: BANNER },
			{ operation: 'getAll', parameters: { experienceType: 'banners' } },
			{ operation: 'publish', parameters: BANNER },
			{ operation: 'unpublish', parameters: BANNER },
		],
		path: /banners|screenshots/,
		pathId: { name: 'experienceId', label: 'Experience' },
	},
	appcuesExport: {
		operations: [
			{
				operation: 'events',
				parameters: SINCE_2020,
			},
			{ operation: 'formResponses', parameters: SINCE_2020, prepare: theForm },
			{ operation: 'npsResponses', parameters: SINCE_2020, prepare: theAnswers },
			{ operation: 'segmentMembers', parameters: { segmentId: byId('seg-power-users') } },
		],
		path: /export/,
		pathId: { name: 'segmentId', label: 'Segment' },
	},
	appcuesFlow: {
		operations: [
			{ operation: 'get', parameters: FLOW },
			{ operation: 'getAll', parameters: {} },
			{ operation: 'publish', parameters: FLOW },
			{ operation: 'unpublish', parameters: FLOW },
		],
		path: /flows/,
		pathId: { name: 'flowId', label: 'Flow' },
	},
	appcuesGroup: {
		operations: [
			{ operation: 'addUsers', parameters: { ...GROUP, userIds: 'ada' } },
			{ operation: 'get', parameters: GROUP },
			{ operation: 'update', parameters: { ...GROUP, attributes: plan } },
		],
		path: /groups/,
		pathId: { name: 'groupId', label: 'Group ID' },
	},
	appcuesImport: {
		operations: [
			{
				operation: 'events',
				parameters: {},
				input: [{ user_id: 'user-ada', name: 'Signed in', timestamp: '2026-11-23T12:00:00Z' }],
			},
			{ operation: 'groups', parameters: {}, input: [{ group_id: 'group-acme', plan: 'pro' }] },
			{ operation: 'profiles', parameters: {}, input: [{ user_id: 'user-ada', plan: 'pro' }] },
			{ operation: 'userActivity', parameters: { ...USER, eventName: 'Signed in' } },
		],
		path: /import|events/,
		pathId: { name: 'userId', label: 'User ID' },
	},
	appcuesJob: {
		operations: [
			{ operation: 'download', parameters: JOB, prepare: theExport },
			{ operation: 'get', parameters: JOB, prepare: theExport },
			{ operation: 'getAll', parameters: {}, prepare: theExport },
			{ operation: 'wait', parameters: JOB, prepare: theExport, polls: true },
		],
		path: /jobs/,
		pathId: { name: 'jobId', label: 'Job ID' },
	},
	appcuesSegment: {
		operations: [
			{ operation: 'addUsers', parameters: { ...SEGMENT, userIds: 'ada' } },
			{ operation: 'checkUsers', parameters: { ...SEGMENT, userIds: 'ada' } },
			{ operation: 'create', parameters: { name: 'New' } },
			{ operation: 'delete', parameters: SEGMENT },
			{ operation: 'getAll', parameters: {} },
			{ operation: 'get', parameters: SEGMENT },
			{ operation: 'removeUsers', parameters: { ...SEGMENT, userIds: 'ada' } },
			{ operation: 'syncUsers', parameters: { ...SEGMENT, userIds: 'ada, grace' } },
			{ operation: 'update', parameters: { ...SEGMENT, updateFields: { name: 'New' } } },
		],
		path: /segments/,
		pathId: { name: 'segmentId', label: 'Segment' },
	},
};

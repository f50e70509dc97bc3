import type { IDataObject } from 'n8n-workflow';

/** Parameters with which an operation works on the pretend account, and the items it gets. */
export interface WorkingOperation {
	operation: string;
	parameters: IDataObject;
	input?: IDataObject[];
}

/** What a node's tests start from. */
export interface WorkingNode {
	/** In the order of its dropdown. */
	operations: WorkingOperation[];
	/** What the node's first requests have in common, for injecting faults. */
	path: RegExp;
	/** A parameter whose ID stands in the path of the operations that have it. */
	pathId: { name: string; label: string };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const SEGMENT = { segmentId: byId('seg-trial') };
const FLOW = { flowId: byId('flow-welcome') };
const USER = { userId: 'user-ada' };

/** Attributes as n8n stores an assignment collection. */
const plan = { assignments: [{ id: '1', name: 'plan', value: 'pro', type: 'string' }] };

/** Every operation of every node, as it is used when nothing is amiss. */
export const workingNodes: Record<string, WorkingNode> = {
	appcuesEndUser: {
		operations: [
			{ operation: 'delete', parameters: USER },
			{ operation: 'get', parameters: USER },
			{ operation: 'getEvents', parameters: USER },
			{ operation: 'update', parameters: { ...USER, attributes: plan } },
		],
		path: /users/,
		pathId: { name: 'userId', label: 'User ID' },
	},
	appcuesExport: {
		operations: [
			{ operation: 'events', parameters: { startTime: '2020-01-01T00:00:00Z' } },
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
	appcuesSegment: {
		operations: [
			{ operation: 'addUsers', parameters: { ...SEGMENT, userIds: 'ada' } },
			{ operation: 'create', parameters: { name: 'New' } },
			{ operation: 'delete', parameters: SEGMENT },
			{ operation: 'get', parameters: SEGMENT },
			{ operation: 'getAll', parameters: {} },
			{ operation: 'removeUsers', parameters: { ...SEGMENT, userIds: 'ada' } },
			{ operation: 'update', parameters: { ...SEGMENT, updateFields: { name: 'New' } } },
		],
		path: /segments/,
		pathId: { name: 'segmentId', label: 'Segment' },
	},
};

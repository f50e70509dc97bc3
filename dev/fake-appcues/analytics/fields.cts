import type { FakeEvent } from '../model/event.cjs';
import type { Profile } from '../model/profile.cjs';
import type { Settings } from '../model/settings.cjs';
import { bucketOf } from './buckets.cjs';

/** What the value of a field depends on besides the event. */
export interface FieldContext {
	/** Writes a time in the query's time zone. */
	timeIn(ms: number): string;
	profile: Profile | undefined;
	checklistItemField: Settings['checklistItemField'];
}

type Reader = (event: FakeEvent, context: FieldContext) => unknown;

/** Reads the first of these attributes that the event has. */
function attribute(...keys: string[]): Reader {
	return ({ attributes }) => keys.map((key) => attributes[key]).find((value) => value != null);
}

const inContext =
	(key: string): Reader =>
	({ context }) =>
		context?.[key];

const urlPart =
	(part: 'hostname' | 'pathname' | 'hash' | 'search'): Reader =>
	({ context }) => {
		const url = String(context?.url ?? '');
		return URL.canParse(url) ? new URL(url)[part] : undefined;
	};

/** Reads only from events with these names, with or without a prefix. */
const only =
	(names: readonly string[], read: Reader): Reader =>
	(event, context) =>
		names.includes(event.name.replace(/^appcues:(v2:)?/, '')) ? read(event, context) : undefined;

const bucket =
	(name: string): Reader =>
	({ at }, { timeIn }) =>
		bucketOf(timeIn(at).slice(0, 10), name);

const checklistItem =
	(field: FieldContext['checklistItemField']): Reader =>
	(event, context) =>
		context.checklistItemField === field
			? attribute('checklistItemId', 'itemId')(event, context)
			: undefined;

const isNps2 = ({ attributes }: FakeEvent) => attributes.experienceType === 'nps';

/** Assumes that an NPS 2.0 survey is found by its own ID there too (?). */
const flowId: Reader = (event, context) =>
	attribute('flow_id', 'flowId', ...(isNps2(event) ? ['experienceId'] : []))(event, context);

const identity: Reader = ({ attributes }, { profile }) => attributes._identity ?? profile;

/** How to read the fields of the vocabulary. A field that is missing here is empty in every event. */
const READERS: Readonly<Record<string, Reader>> = {
	day: bucket('day'),
	week: bucket('week'),
	month: bucket('month'),
	timestamp: ({ at }, { timeIn }) => timeIn(at),
	name: ({ name }) => name,
	source: ({ source }) => source,
	platform: inContext('platform'),
	app_id: inContext('app_id'),
	attributes: ({ attributes }) => attributes,
	context: ({ context }) => context,
	user_id: ({ userId }) => userId,
	group_id: ({ groupId }) => groupId,
	session_id: (event, context) =>
		attribute('sessionId')(event, context) ?? event.context?.session_id,
	email: (_event, { profile }) => profile?.email,
	identity,
	flow_id: flowId,
	flow_version: attribute('flowVersion'),
	flow_type: attribute('flowType'),
	step_id: attribute('step_id', 'stepId'),
	step_type: attribute('stepType'),
	step_child_id: attribute('stepChildId'),
	interaction_type: attribute('interactionType'),
	interaction_data: attribute('interactionData', 'interaction'),
	step_error_message: only(['step_error'], attribute('message')),
	step_error_url: only(['step_error'], inContext('url')),
	step_child_error_message: only(['step_child_error'], attribute('message')),
	step_child_error_url: only(['step_child_error'], inContext('url')),
	experience_id: attribute('experience_id', 'experienceId'),
	experience_type: attribute('experienceType'),
	survey_id: (event, context) =>
		isNps2(event) || event.attributes.flowType === 'nps' ? flowId(event, context) : undefined,
	search_query: only(['launchpad_kb_search'], attribute('query')),
	checklist_id: attribute('checklist_id', 'checklistId'),
	checklist_item_id: checklistItem('checklist_item_id'),
	item_id: checklistItem('item_id'),
	experiment_id: attribute('experimentId'),
	experiment_group: only(['experiment_entered'], attribute('group')),
	score: attribute('score'),
	feedback: attribute('feedback'),
	url: inContext('url'),
	hostname: urlPart('hostname'),
	path: urlPart('pathname'),
	hash: urlPart('hash'),
	query: urlPart('search'),
	screen_id: attribute('screenTitle'),
	user_agent_browser: inContext('user_agent_browser'),
	user_agent_os: inContext('user_agent_os'),
	user_agent_device: inContext('user_agent_device'),
	locale_id: inContext('locale_id'),
	locale_name: attribute('localeName'),
};

/** Returns the value of a field of the vocabulary, or null when the event doesn't have it. */
export function fieldOf(event: FakeEvent, name: string, context: FieldContext): unknown {
	return READERS[name]?.(event, context) ?? null;
}

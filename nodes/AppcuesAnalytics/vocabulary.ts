import type { INodePropertyOptions } from 'n8n-workflow';

import { VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';

/** The names of Appcues' analytics: those that always fail, and those that Appcues has verified. */

/** What queries count, and what the number means. */
const COUNTS = {
	users: 'Each user once, so never add up days, steps or flows',
	events: 'How many events there are',
	sessions: 'How many sessions had such an event',
	groups: 'How many groups had such an event',
};

/** The metrics of NPS surveys, and what they count. */
const NPS_COUNTS = {
	nps_computed_score: 'The score, from -100 to 100',
	nps_promoters: 'Answers of 9 and 10',
	nps_neutrals: 'Answers of 7 and 8',
	nps_detractors: 'Answers of 0 to 6',
	nps_survey_started: 'How often the survey was shown',
	nps_scores_submitted: 'Submitted scores',
	nps_feedbacks_submitted: 'Submitted comments',
};

/** The metrics of NPS surveys. Each covers a rolling 30 days, and needs a condition on the survey's `flow_id`. */
export const NPS_METRICS: ReadonlySet<string> = new Set(Object.keys(NPS_COUNTS));

/** The names that queries can group and filter by, and what they are about. */
const FIELD_GROUPS: ReadonlyArray<[about: string, names: string]> = [
	['Time', 'day week month timestamp'],
	['Event', 'name event_type source platform app_id attributes context'],
	['User', 'user_id group_id session_id email identity'],
	['Flow or step', 'flow_id flow_version flow_type step_id step_type step_child_id'],
	['Interaction', 'interaction_type interaction_data'],
	['Error', 'step_error_message step_error_url step_child_error_message step_child_error_url'],
	['Experience', 'experience_id experience_type survey_id response_value search_query'],
	['Checklist', 'checklist_id checklist_item_id item_id'],
	['Goal or experiment', 'goal_id goal_version experiment_id experiment_group'],
	['NPS answer', 'score feedback window'],
	['Page or screen', 'url hostname path hash query screen_id'],
	['Browser', 'user_agent_browser user_agent_os user_agent_device locale_id locale_name'],
	['Targeting', 'segment_id user_segment_id campaign_id tactic_id'],
];

/** The same names alone. As raw columns, Appcues may refuse those that aren't verified. */
export const FIELDS: ReadonlySet<string> = new Set(
	FIELD_GROUPS.flatMap(([, names]) => words(names)),
);

/** The choices for metrics. */
export const metricChoices: INodePropertyOptions[] = sorted([
	...Object.entries(COUNTS).map(([value, description]) => ({
		name: labelOf(value),
		value,
		description,
	})),
	...Object.entries(NPS_COUNTS).map(([value, what]) => ({
		name: labelOf(value),
		value,
		description: `${what}, in 30 days. Needs a condition on flow_id.`,
	})),
]);

/** The choices for dimensions. */
export const dimensionChoices: INodePropertyOptions[] = sorted(
	FIELD_GROUPS.flatMap(([description, names]) =>
		words(names).map((value) => ({ name: labelOf(value), value, description })),
	),
);

/** The choices for columns. */
export const columnChoices: INodePropertyOptions[] = dimensionChoices.map((choice) => ({
	...choice,
	...(VERIFIED_COLUMNS.includes(String(choice.value)) && {
		description: `${choice.description}. Always works.`,
	}),
}));

/** `user_agent_os` is shown as `User Agent OS`. */
function labelOf(name: string): string {
	// Appcues' own word in Studio.
	if (name === 'attributes') return 'Event Properties';
	return words(name.replaceAll('_', ' '))
		.map((word) =>
			/^(?:id|nps|os|url)$/.test(word)
				? word.toUpperCase()
				: word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

function sorted(choices: INodePropertyOptions[]): INodePropertyOptions[] {
	return choices.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Raw columns that always get a 500, and the columns with the same data. */
export const BROKEN_COLUMNS: ReadonlyMap<string, string> = new Map([
	['nps_raw_score', 'score'],
	['nps_feedback', 'feedback'],
]);

/** Gets a 500 wherever a query names it. */
export const BROKEN_NAME = 'nps_respondents';

/**
 * Returns what to do about a name that looks right and doesn't exist in analytics.
 *
 * @returns undefined for any other name
 */
export function remedyFor(name: string): string | undefined {
	if (/^(attributes|context|identity|interaction_data)\./.test(name)) {
		return "Use 'Export Events' of the Appcues Export node: its items contain all event properties.";
	}
	return REMEDIES.get(name);
}

const REMEDIES: ReadonlyMap<string, string> = new Map([
	['event', 'Use name instead: it holds the name of the event.'],
	['event_name', 'Use name instead: it holds the name of the event.'],
	['id', noEventId()],
	['event_id', noEventId()],
	[
		'flow_name',
		"Use flow_id instead. 'Get Many Flows' of the Appcues Flow node returns the names of flows.",
	],
	['step_name', 'Use step_id instead. Appcues has no names of steps.'],
	[
		'experience_name',
		"Use experience_id instead. 'Get Many Experiences' of the Appcues Experience node returns the names.",
	],
	[
		'checklist_name',
		"Use checklist_id instead. 'Get Many Experiences' of the Appcues Experience node returns the names.",
	],
]);

function noEventId(): string {
	return 'Events have no ID in analytics. Use timestamp, user_id and name together.';
}

function words(names: string): string[] {
	return names.split(' ');
}

/** The names of Appcues' analytics: those that always fail, and those that Appcues has verified. */

/** The metrics of NPS surveys. Each covers a rolling 30 days, and needs a condition on the survey's `flow_id`. */
export const NPS_METRICS: ReadonlySet<string> = new Set([
	'nps_computed_score',
	'nps_promoters',
	'nps_neutrals',
	'nps_detractors',
	'nps_survey_started',
	'nps_scores_submitted',
	'nps_feedbacks_submitted',
]);

/** The raw columns that Appcues has verified. */
export const VERIFIED_COLUMNS: readonly string[] = words('timestamp user_id name score feedback');

/** The names that queries can group and filter by. As raw columns, Appcues may refuse those that aren't verified. */
export const FIELDS: ReadonlySet<string> = new Set([
	...words('day week month timestamp name event_type source platform app_id attributes context'),
	...words('user_id group_id session_id email identity'),
	...words('flow_id flow_version flow_type step_id step_type step_child_id'),
	...words('interaction_type interaction_data'),
	...words('step_error_message step_error_url step_child_error_message step_child_error_url'),
	...words('experience_id experience_type survey_id response_value search_query'),
	...words('checklist_id checklist_item_id item_id'),
	...words('goal_id goal_version experiment_id experiment_group'),
	...words('score feedback window'),
	...words('url hostname path hash query screen_id'),
	...words('user_agent_browser user_agent_os user_agent_device locale_id locale_name'),
	...words('segment_id user_segment_id campaign_id tactic_id'),
]);

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

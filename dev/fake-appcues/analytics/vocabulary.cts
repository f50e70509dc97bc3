/**
 * The names that analytics accepts, from Appcues' own spec page. Any other name gets a 400 that names it. The
 * contract lists the same names, and a test compares the two.
 */

/** What can be counted: distinct values of a field, or every event. */
export const METRICS: Readonly<Record<string, string | undefined>> = {
	users: 'user_id',
	events: undefined,
	sessions: 'session_id',
	groups: 'group_id',
};

/** Rolling figures of 30 days; they need a condition on `flow_id`. */
export const NPS_METRICS: readonly string[] = [
	'nps_computed_score',
	'nps_promoters',
	'nps_neutrals',
	'nps_detractors',
	'nps_survey_started',
	'nps_scores_submitted',
	'nps_feedbacks_submitted',
];

/** Time dimensions. Buckets without events count too. */
export const BUCKETS: readonly string[] = ['day', 'week', 'month'];

/** What rows can be grouped and filtered by, and what raw rows can show. */
export const FIELDS: readonly string[] = [
	...BUCKETS,
	...words('timestamp name event_type source platform app_id attributes context'),
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
];

/** Raw columns that Appcues has verified. The others are only part of the vocabulary. */
export const VERIFIED_COLUMNS: readonly string[] = words('timestamp user_id name score feedback');

/** In Appcues' vocabulary, but always a 500 as raw columns. */
export const BROKEN_COLUMNS: readonly string[] = ['nps_raw_score', 'nps_feedback'];

/** Always a 500. */
export const BROKEN_NAME = 'nps_respondents';

function words(names: string): string[] {
	return names.split(' ');
}

import { CLASSIC_NPS, NPS_2, TRIAL_NPS } from './demoContent.cjs';
import {
	experienceAttributes,
	experienceStep,
	flowAttributes,
	stepAttributes,
	surveyAnswer,
} from './sdkEvents.cjs';
import type { Visit } from './visit.cjs';

const PRAISE = ['Does what we need', 'My team loves it, "finally"', 'Great support'] as const;
const DOUBT = ['Good, but reports are slow', 'We miss an export, see #42'] as const;
const BLAME = ['Too expensive', 'It crashed twice,\nthen I gave up', 'Zu langsam für uns'] as const;

/** A score, and for about half of the scores a comment. */
function opinion({ random }: Visit): { score: number; feedback: string | undefined } {
	const mood = random.next();
	const [from, to, words] =
		mood < 0.5
			? ([9, 10, PRAISE] as const)
			: mood < 0.75
				? ([7, 8, DOUBT] as const)
				: ([0, 6, BLAME] as const);
	const feedback = random.chance(0.45) ? random.pick(words) : undefined;
	return { score: random.int(from, to), feedback };
}

/** Shows the classic survey: a score, sometimes a comment minutes later, and sometimes another score. */
export function askClassicSurvey(visit: Visit): void {
	const { random } = visit;
	const { score, feedback } = opinion(visit);
	visit.classic('nps_survey_started', flowAttributes(CLASSIC_NPS));
	visit.classic('step_started', stepAttributes(CLASSIC_NPS, 0));
	if (random.chance(0.15)) {
		visit.classic('nps_ask_me_later_selected_at', flowAttributes(CLASSIC_NPS));
		return;
	}
	const step = stepAttributes(CLASSIC_NPS, 0);
	visit.classic('nps_score', { ...step, score });
	if (random.chance(0.12)) {
		visit.wait(2);
		visit.classic('nps_clicked_update_nps_score', step);
		visit.classic('nps_score', { ...step, score: Math.min(10, score + 2) });
	}
	if (feedback === undefined) return;
	visit.wait(random.int(1, 10));
	visit.classic('nps_feedback', { ...stepAttributes(CLASSIC_NPS, 1), feedback });
}

/**
 * Shows an NPS 2.0 survey. Numbers arrive as numbers or strings, and the item of the comment has one of two
 * type names.
 */
export function askNps2(visit: Visit): void {
	const { random } = visit;
	const { score, feedback } = opinion(visit);
	const instance = visit.instance();
	const about = experienceAttributes(NPS_2, instance);
	visit.appcues('v2:experience_started', about);
	const step = experienceStep(NPS_2, instance, 0);
	visit.appcues('v2:step_seen', step);
	if (random.chance(0.2)) {
		visit.appcues('v2:experience_dismissed', about);
		return;
	}
	const written = random.chance(0.5) ? score : String(score);
	const type = random.pick(['nps_feedback', 'open_text']);
	visit.appcues('v2:step_interaction', { ...step, ...surveyAnswer(written, feedback, type) });
	visit.appcues('v2:step_completed', step);
	visit.appcues('v2:experience_completed', about);
}

/** Shows the survey that Appcues' server reports as one event with score and comment. */
export function askTrialSurvey(visit: Visit): void {
	const { score, feedback = '' } = opinion(visit);
	const { id, name } = TRIAL_NPS;
	visit.appcues('nps_score_and_feedback', { flowId: id, flowName: name, score, feedback });
}

import type { IDataObject } from 'n8n-workflow';

import { npsAnswer, surveyResponses } from '../../shared/events/answers';
import { AttributeLookup } from '../../shared/events/attributes';
import { comparableName, eventTime, isEvent, nonBlankText } from '../../shared/events/event';
import { isNps } from '../../shared/events/recognize';
import { takeExperience } from '../../shared/events/simplify';
import { STEP_INTERACTION } from '../../shared/events/studioEvents';

/** The names of all events that hold answers to NPS surveys. Appcues compares them exactly, so both spellings are here. */
export const NPS_EVENT_NAMES: readonly string[] = [
	'nps_score',
	'nps_feedback',
	'nps_score_and_feedback',
	STEP_INTERACTION,
].flatMap((name) => [`appcues:${name}`, name]);

/** What an event says about an answer. Appcues makes a `scoreAndFeedback` of an answer that other events may report too. */
type NpsEventKind = 'score' | 'feedback' | 'scoreAndFeedback';

/** An event with a score, a comment, or both. */
export interface NpsEvent {
	kind: NpsEventKind;
	/** In milliseconds since 1970; undefined if the event has no valid time. */
	at: number | undefined;
	userId: string | undefined;
	surveyId: string | undefined;
	surveyName: string | undefined;
	/** Undefined if only the list of surveys can tell. */
	surveyType: SurveyType | undefined;
	/** From 0 to 10; undefined if the event has no valid score. */
	score: number | undefined;
	/** The score as Appcues wrote it if it isn't valid. */
	invalidScore: unknown;
	feedback: string | undefined;
	/** A snapshot of the user's profile. */
	profile: IDataObject | undefined;
}

export type SurveyType = 'classic' | 'nps2';

/** By comparable name. */
const KINDS = new Map<string, NpsEventKind>([
	['npsscore', 'score'],
	['npsfeedback', 'feedback'],
	['npsscoreandfeedback', 'scoreAndFeedback'],
]);

const V2 = comparableName(STEP_INTERACTION);

/**
 * Reads a row of an export, with classic and NPS 2.0 answers in the same form.
 *
 * @param profile reads the user's profile from the row, if wanted
 * @returns undefined for a row that holds no answer to an NPS survey
 */
export function readNpsEvent(
	row: IDataObject,
	profile: (row: IDataObject) => IDataObject | undefined,
): NpsEvent | undefined {
	if (!isEvent(row)) return undefined;
	const name = comparableName(row.name);
	const named = KINDS.get(name);
	if (named === undefined && name !== V2) return undefined;
	const attributes = new AttributeLookup(row);
	if (named === undefined && !isNps(row, attributes)) return undefined;
	const { score, feedback } = npsAnswer(attributes);
	const hasScore =
		named === 'score' ||
		attributes.find(['npsScore', 'score'], nonEmpty) !== undefined ||
		surveyResponses(attributes).some(({ type }) => type === 'nps_score') ||
		score !== undefined;
	if (!hasScore && feedback === undefined) return undefined;
	const isValid = score !== undefined && Number.isInteger(score) && score >= 0 && score <= 10;
	const { experienceId, experienceName } = takeExperience(row, attributes);
	return {
		kind: named === 'feedback' || !hasScore ? 'feedback' : (named ?? 'score'),
		at: eventTime(row)?.milliseconds,
		userId: nonBlankText(row.user_id),
		surveyId: experienceId,
		surveyName: experienceName,
		surveyType: surveyTypeOf(named, attributes),
		score: isValid ? score : undefined,
		invalidScore: hasScore && !isValid ? (score ?? rawScore(attributes)) : undefined,
		feedback,
		profile: profile(row),
	};
}

/** The list of NPS 2.0 surveys decides about the event that Appcues' server makes. */
function surveyTypeOf(
	named: NpsEventKind | undefined,
	attributes: AttributeLookup,
): SurveyType | undefined {
	if (named === undefined) return 'nps2';
	if (attributes.find(['experienceId'], nonBlankText) !== undefined) return 'nps2';
	return named === 'scoreAndFeedback' ? undefined : 'classic';
}

/** Null for a score that is missing. */
function rawScore(attributes: AttributeLookup): unknown {
	const response = surveyResponses(attributes).find(({ type }) => type === 'nps_score');
	return attributes.find(['npsScore', 'score'], nonEmpty) ?? response?.value ?? null;
}

const nonEmpty = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

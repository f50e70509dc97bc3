import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../../shared/api/download';
import { FORM_ANSWER_KEYS, readFormAnswers } from '../../shared/events/answers';
import { AttributeLookup } from '../../shared/events/attributes';
import { comparableName, eventTime, isEvent, nonBlankText } from '../../shared/events/event';
import { isFormSubmission } from '../../shared/events/recognize';
import { experienceIds, STEP_ID_KEYS, takeExperience } from '../../shared/events/simplify';
import { STEP_INTERACTION } from '../../shared/events/studioEvents';
import type { Span } from './responseEvents';
import { isWithin, LatestNames, readResponses, respondedAt } from './responseEvents';

const NAMES = ['form_submitted', STEP_INTERACTION];

/**
 * The names of the events that submit a form, each submission once. Appcues compares them exactly, so both spellings are
 * here. `step_interacted` and `form_field_submitted` only repeat the answers.
 */
export const FORM_EVENT_NAMES: readonly string[] = NAMES.flatMap((name) => [
	`appcues:${name}`,
	name,
]);

const COMPARABLE = NAMES.map(comparableName);

/** The fields of a submission, in order. The answers come last. */
export const FORM_COLUMNS: readonly string[] = [
	'respondedAt',
	'userId',
	'experienceId',
	'experienceName',
	'stepId',
];

/** Which submissions are wanted, and how. */
interface Wanted {
	span: Span;
	/** IDs; all experiences if empty. */
	experiences: ReadonlySet<string>;
	/** Whether each question is a column. */
	flatten: boolean;
}

interface Submission {
	at: number | undefined;
	userId: string | undefined;
	experienceId: string | undefined;
	experienceName: string | undefined;
	stepId: string | undefined;
	answers: IDataObject;
}

/**
 * Reads the submissions of forms in an export of events, in the order of time.
 *
 * @throws {DownloadError} as {@link readResponses}
 */
export async function readFormResponses(
	download: Download,
	{ span, experiences, flatten }: Wanted,
): Promise<IDataObject[]> {
	const submissions = await readResponses(download, (row) => readSubmission(row, experiences));
	const names = new LatestNames();
	for (const { experienceId, experienceName, at } of submissions) {
		names.note(experienceId, experienceName, at);
	}
	return submissions
		.filter(({ at }) => isWithin(at, span))
		.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity) || 0)
		.map(({ at, userId, experienceId, experienceName, stepId, answers }) => {
			const about = {
				respondedAt: respondedAt(at),
				userId: userId ?? null,
				experienceId: experienceId ?? null,
				experienceName: names.of(experienceId) ?? experienceName ?? experienceId ?? null,
				stepId: stepId ?? null,
			};
			return flatten ? withColumns(about, answers) : { ...about, answers };
		});
}

/** @returns undefined for an event that submits no form, or one of another experience */
function readSubmission(
	row: IDataObject,
	experiences: ReadonlySet<string>,
): Submission | undefined {
	if (!isEvent(row) || !COMPARABLE.includes(comparableName(row.name))) return undefined;
	const attributes = new AttributeLookup(row);
	if (!isFormSubmission(row, attributes)) return undefined;
	if (experiences.size > 0 && !experienceIds(row).some((id) => experiences.has(id))) {
		return undefined;
	}
	return {
		at: eventTime(row)?.milliseconds,
		userId: nonBlankText(row.user_id),
		...takeExperience(row, attributes),
		stepId: attributes.find(STEP_ID_KEYS, nonBlankText),
		answers: attributes.find(FORM_ANSWER_KEYS, readFormAnswers) ?? {},
	};
}

/** A question that is called like another column gets a longer name. */
function withColumns(about: IDataObject, answers: IDataObject): IDataObject {
	const isTaken = (name: string) => Object.hasOwn(about, name);
	return Object.fromEntries([
		...Object.entries(about),
		...Object.entries(answers).map(([question, answer]) => [
			isTaken(question) ? `answers.${question}` : question,
			columnValue(answer),
		]),
	]) as IDataObject;
}

/** The choices of a multiple choice, one per line, as Appcues writes them. */
function columnValue(answer: IDataObject[string]): IDataObject[string] {
	if (typeof answer !== 'object' || answer === null) return answer;
	const isList = Array.isArray(answer) && answer.every((each) => typeof each !== 'object');
	return isList ? answer.join('\n') : JSON.stringify(answer);
}

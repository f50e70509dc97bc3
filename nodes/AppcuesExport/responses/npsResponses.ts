import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../../shared/api/download';
import { flattenRow } from '../../shared/exports/shapeRows';
import type { Hints } from '../../shared/operation/hints';
import { describeValue } from '../../shared/util/text';
import { readNpsEvent } from './npsEvents';
import type { NpsAnswer } from './pairAnswers';
import { pairAnswers } from './pairAnswers';
import { readProfile } from './profile';
import type { Span } from './responseEvents';
import { isWithin, LatestNames, readResponses, respondedAt } from './responseEvents';
import type { SurveyNames } from './surveyNames';

/** The fields of an answer, in order. */
export const NPS_COLUMNS: readonly string[] = [
	'respondedAt',
	'userId',
	'surveyId',
	'surveyName',
	'surveyType',
	'score',
	'group',
	'feedback',
	'updated',
];

/** Which answers are wanted, and with what. */
interface Wanted {
	span: Span;
	/** IDs; all surveys if empty. */
	surveys: ReadonlySet<string>;
	includeProfile: boolean;
	/** Whether the profile is in separate columns. */
	flatten: boolean;
}

/**
 * Reads the answers of an export of events. The events can be from before and after the wanted time, so that scores and
 * comments find each other; an answer counts at the time of its score.
 *
 * @param names of NPS 2.0 surveys
 * @throws {DownloadError} as {@link readResponses}
 */
export async function readNpsResponses(
	download: Download,
	{ span, surveys, includeProfile, flatten }: Wanted,
	names: () => Promise<SurveyNames>,
	hints: Hints,
): Promise<IDataObject[]> {
	const profile = includeProfile ? readProfile : () => undefined;
	const events = await readResponses(download, (row) => {
		const event = readNpsEvent(row, profile);
		return event && isChosen(event.surveyId, surveys) ? event : undefined;
	});
	const ownNames = new LatestNames();
	for (const { surveyId, surveyName, at } of events) ownNames.note(surveyId, surveyName, at);
	const all = pairAnswers(events);
	const answers = all.filter(({ at }) => isWithin(at, span));
	addHints(all, answers, span, hints);
	// Without answers, the names don't matter.
	const listed = answers.length > 0 ? await names() : new Map<string, undefined>();
	return answers.map((answer) => {
		const { surveyId } = answer;
		const name = surveyId === undefined ? undefined : listed.get(surveyId);
		const isListed = surveyId !== undefined && listed.has(surveyId);
		return {
			...answerItem(answer, name ?? ownNames.of(surveyId), isListed),
			...(includeProfile && profileOf(answer, flatten)),
		};
	});
}

const isChosen = (id: string | undefined, chosen: ReadonlySet<string>) =>
	chosen.size === 0 || (id !== undefined && chosen.has(id));

function answerItem(
	{ at, userId, surveyId, surveyType, score, feedback, updated }: NpsAnswer,
	name: string | undefined,
	isListed: boolean,
): IDataObject {
	return {
		respondedAt: respondedAt(at),
		userId: userId ?? null,
		surveyId: surveyId ?? null,
		surveyName: name ?? surveyId ?? null,
		surveyType: surveyType ?? (isListed ? 'nps2' : 'classic'),
		score: score ?? null,
		group: score === undefined ? null : groupOf(score),
		feedback: feedback ?? null,
		updated,
	};
}

/** As Appcues groups them: 9 and 10, 7 and 8, 0 to 6. */
function groupOf(score: number): 'promoter' | 'neutral' | 'detractor' {
	if (score >= 9) return 'promoter';
	return score >= 7 ? 'neutral' : 'detractor';
}

const profileOf = ({ profile = {} }: NpsAnswer, flatten: boolean): IDataObject =>
	flatten ? flattenRow({ profile }) : { profile };

function addHints(all: NpsAnswer[], answers: NpsAnswer[], span: Span, hints: Hints): void {
	const [invalid, ...more] = answers.filter(({ invalidScore }) => invalidScore !== undefined);
	if (invalid) {
		hints.add(
			`Some scores aren't whole numbers from 0 to 10, so they're empty in the output. Found ${more.length + 1}, the first one of user ${describeValue(invalid.userId)}: ${describeValue(invalid.invalidScore)}.`,
		);
	}
	const late = all.filter(
		({ at, commentedAt }) =>
			at !== undefined &&
			at < span.start &&
			commentedAt !== undefined &&
			isWithin(commentedAt, span),
	);
	if (late.length > 0) {
		hints.add(
			`Some comments in the time range belong to earlier scores and aren't in the output (${late.length}). To get them, choose an earlier start.`,
		);
	}
}

import type { IDataObject } from 'n8n-workflow';

import type { StudioPage } from '../api/studioUrl';
import { studioUrl } from '../api/studioUrl';
import { FORM_ANSWER_KEYS, readFormAnswers, readScore, takeNpsAnswer } from './answers';
import { AttributeLookup } from './attributes';
import type { AppcuesEvent } from './event';
import { comparableName, eventId, eventTime, nonBlankText } from './event';
import { experienceKind, isFormSubmission, isNps, studioEventsOf } from './recognize';

/** What Appcues shows to people. A flow comes first: the event of a flow can name its survey too. */
const EXPERIENCES = [
	'flow',
	'experience',
	'checklist',
	'pin',
	'banner',
	'launchpad',
	'embed',
	'mobileFlow',
	'survey',
	'nps',
	'workflow',
];
/** Events about these can also name the flow that they open or belong to. */
const OWN_EVENTS = ['checklist', 'pin', 'banner', 'launchpad', 'embed', 'mobileFlow', 'workflow'];

/** A checklist's item and a workflow's task are steps. A step's own ID comes before the ID of its group. */
export const STEP_ID_KEYS: readonly string[] = [
	'stepChildId',
	'stepId',
	'itemId',
	'checklistItemId',
	'taskId',
];
const STEP_NAME_KEYS = ['stepName', 'itemName', 'checklistItemName', 'taskName'];

/**
 * Returns the part of an event that most workflows need, in a fixed order and without empty fields. Classic and v2
 * events have the same fields. Attributes without a field of their own stay in `attributes`, except the snapshot of the
 * user's profile that some events have: it would make a sheet of events wide and mostly empty.
 *
 * @param hasStudio whether it's known where the account's flows are in Studio
 */
export function simplifyEvent(event: AppcuesEvent, hasStudio: boolean): IDataObject {
	const attributes = new AttributeLookup(event);
	const page = studioPageOf(event, attributes);
	const experience = takeExperience(event, attributes);
	const lifted = {
		...experience,
		studioUrl: studioUrl(hasStudio, page, experience.experienceId),
		stepId: attributes.take(STEP_ID_KEYS, nonBlankText),
		stepName: attributes.take(STEP_NAME_KEYS, nonBlankText),
		...npsAnswer(event, attributes),
		formAnswers: isFormSubmission(event, attributes)
			? attributes.take(FORM_ANSWER_KEYS, readFormAnswers)
			: undefined,
	};
	const rest = attributes.rest() as IDataObject;
	delete rest._identity;
	return present({
		id: eventId(event),
		event: event.name,
		group: groupOf(event, attributes),
		userId: nonBlankText(event.user_id),
		groupId: nonBlankText(event.group_id),
		accountId: nonBlankText(event.account_id),
		timestamp: isoTime(event),
		...lifted,
		attributes: Object.keys(rest).length > 0 ? rest : undefined,
	});
}

/** Returns the IDs of every experience that an event names: its own, and the workflow that it belongs to. */
export function experienceIds(event: AppcuesEvent): string[] {
	const attributes = new AttributeLookup(event);
	return EXPERIENCES.flatMap((word) => attributes.find([`${word}Id`], nonBlankText) ?? []);
}

/**
 * Returns the ID and the name of one experience, that of the event or the first that it names, and leaves them out of the
 * rest of the attributes.
 */
export function takeExperience(event: AppcuesEvent, attributes: AttributeLookup) {
	const named = experienceWords(event, attributes);
	return {
		experienceId: attributes.take(
			named.map((word) => `${word}Id`),
			nonBlankText,
		),
		experienceName: attributes.take(
			named.map((word) => `${word}Name`),
			nonBlankText,
		),
	};
}

/** Returns the word for the experience that has an ID, or all words if there is none. */
function experienceWords(event: AppcuesEvent, attributes: AttributeLookup): string[] {
	const name = comparableName(event.name);
	const own = OWN_EVENTS.filter((word) => name.startsWith(word.toLowerCase()));
	const words = [...own, ...EXPERIENCES];
	const found = words.find((word) => attributes.find([`${word}Id`], nonBlankText) !== undefined);
	return found === undefined ? words : [found];
}

/** Returns the page in Studio of the experience that an event is about; undefined if it's unknown. */
function studioPageOf(event: AppcuesEvent, attributes: AttributeLookup): StudioPage | undefined {
	const [word] = experienceWords(event, attributes);
	const isV2 = comparableName(event.name).startsWith('v2');
	const type = attributes.find(['experienceType', 'flowType'], nonBlankText);
	const kind = type === undefined ? undefined : experienceKind(type);
	if (word === 'experience') return isV2 && kind === 'nps' ? 'nps' : undefined;
	// A classic survey is a flow too, but its page is unknown. So is that of another type of flow.
	const isFlow = word === 'flow' && !isV2 && (type === undefined || kind === 'flow');
	return isFlow && !isNps(event, attributes) ? 'flow' : undefined;
}

/** The `score` of an event that isn't about a survey stays where it is: it can be a score of any kind. */
function npsAnswer(event: AppcuesEvent, attributes: AttributeLookup) {
	if (!isNps(event, attributes)) {
		return {
			npsScore: attributes.take(['npsScore'], readScore),
			npsFeedback: attributes.take(['npsFeedback'], nonBlankText),
		};
	}
	const { score, feedback } = takeNpsAnswer(attributes);
	return { npsScore: score, npsFeedback: feedback };
}

/** Undefined if the event can be of several groups. */
function groupOf(event: AppcuesEvent, attributes: AttributeLookup): string | undefined {
	const groups = new Set(studioEventsOf(event, attributes).map(({ group }) => group));
	return groups.size === 1 ? [...groups][0] : undefined;
}

/** In UTC; a time that can't be read stays as it is. */
function isoTime(event: AppcuesEvent): string | undefined {
	const time = eventTime(event);
	return time ? new Date(time.milliseconds).toISOString() : nonBlankText(event.timestamp);
}

function present(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

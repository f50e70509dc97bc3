import type { IDataObject } from 'n8n-workflow';

import { exactNumber } from '../shared/util/exactNumber';
import { comparableName } from './eventName';
import type { AppcuesEvent } from './eventBody';
import { eventTime } from './eventBody';
import { eventsNamed } from './events';
import { EXPERIENCE_ID_KEYS, EXPERIENCE_NAME_KEYS } from './experience';
import { asText, Facts } from './facts';
import { FORM_ANSWER_KEYS, formAnswers } from './formAnswers';
import { eventId } from './duplicates';

/** A checklist's item and a workflow's task are its steps; a step's own ID goes before that of its group. */
const STEP_ID_KEYS = ['stepChildId', 'stepId', 'itemId', 'checklistItemId', 'taskId'];
const STEP_NAME_KEYS = ['stepName', 'itemName', 'checklistItemName', 'taskName'];

/**
 * The part of an event that most workflows need, in a fixed order: what is not in the event is left out. Attributes
 * that have no field of their own stay under `attributes`.
 */
export function simplifyEvent(event: AppcuesEvent): IDataObject {
	const facts = new Facts(event);
	const lifted = {
		experienceId: facts.take(EXPERIENCE_ID_KEYS, asText),
		experienceName: facts.take(EXPERIENCE_NAME_KEYS, asText),
		stepId: facts.take(STEP_ID_KEYS, asText),
		stepName: facts.take(STEP_NAME_KEYS, asText),
		npsScore: facts.take(['npsScore', ...(isNps(event) ? ['score'] : [])], asScore),
		npsFeedback: facts.take(['npsFeedback', ...(isNps(event) ? ['feedback'] : [])], asText),
		formAnswers: facts.take(FORM_ANSWER_KEYS, formAnswers),
	};
	const rest = facts.rest() as IDataObject;
	return present({
		id: eventId(event),
		event: event.name,
		group: eventsNamed(event.name).at(0)?.group,
		userId: asText(event.user_id),
		groupId: asText(event.group_id),
		accountId: asText(event.account_id),
		timestamp: isoTime(event),
		...lifted,
		attributes: Object.keys(rest).length > 0 ? rest : undefined,
	});
}

/** A custom event may have a score too, of whatever kind. */
function isNps({ name }: AppcuesEvent): boolean {
	return comparableName(name).startsWith('nps');
}

function asScore(value: unknown): number | string | undefined {
	const text = asText(value);
	if (text === undefined) return undefined;
	return Number.isFinite(Number(text)) ? exactNumber(text, 'exact') : text;
}

/** In UTC; as it stands where it cannot be read. */
function isoTime(event: AppcuesEvent): string | undefined {
	const time = eventTime(event);
	return time ? new Date(time.milliseconds).toISOString() : asText(event.timestamp);
}

function present(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

import { isObject } from '../../../nodes/shared/util/isObject';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { answersExport } from './eventsExport.cjs';
import { fetchFile, linkOf, rowsOf } from './file.cjs';
import { completedJob } from './submitted.cjs';

type Fields = Record<string, unknown>;

/** An event that contains an answer, with its attributes as an object. */
export interface AnswerEvent {
	/** Without the prefix `appcues:`. */
	name: string;
	attributes: Fields;
}

const all: Observation<AnswerEvent[]> = once(async (context) => {
	const file = await fetchFile(context, linkOf(completedJob(await answersExport(context))));
	return (rowsOf(file) ?? []).map(({ name, attributes }) => ({
		name: String(name).replace(/^appcues:/i, ''),
		attributes: objectIn(attributes),
	}));
});

/** Returns the events with a name. @throws {NotChecked} when the last 90 days have none */
export async function answerEvents(context: Context, name: string): Promise<AnswerEvent[]> {
	const events = (await all(context)).filter((event) => event.name === name);
	if (events.length === 0) throw new NotChecked(`there was no ${name} in 90 days`);
	return events;
}

/** Returns the items of an array in `interactionData`, from all interactions with current experiences. */
export async function itemsOf(
	context: Context,
	key: 'surveyResponses' | 'formResponse',
): Promise<Fields[]> {
	const events = await answerEvents(context, 'v2:step_interaction');
	const items = events.flatMap(({ attributes }) => objectIn(attributes.interactionData)[key]);
	const there = items.filter(isObject);
	if (there.length === 0) throw new NotChecked(`no interaction in 90 days has ${key}`);
	return there;
}

/** Attributes are an object or JSON text. */
function objectIn(value: unknown): Fields {
	const read: unknown =
		typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value;
	return isObject(read) ? read : {};
}

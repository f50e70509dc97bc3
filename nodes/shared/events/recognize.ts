import { INTERACTION_FORM_KEYS, npsAnswer, readFormAnswers, surveyResponses } from './answers';
import { AttributeLookup } from './attributes';
import type { AppcuesEvent } from './event';
import { comparableName, nonBlankText } from './event';
import type { Content, StudioEvent, Wire, WireKind } from './studioEvents';
import { STEP_INTERACTION, STUDIO_EVENTS } from './studioEvents';

/** By comparable name. */
const WIRES = new Map<string, Array<{ entry: StudioEvent; wire: Wire }>>();
for (const entry of STUDIO_EVENTS) {
	for (const wire of entry.wires) {
		const name = comparableName(wire.name);
		WIRES.set(name, [...(WIRES.get(name) ?? []), { entry, wire }]);
	}
}

/** Which kinds an event may be of when its experience type is missing or unknown. */
const POSSIBLE_KINDS: readonly WireKind[] = ['flow', 'mobile', 'banner', 'pin'];

const KINDS: ReadonlyArray<[RegExp, WireKind]> = [
	[/nps/, 'nps'],
	[/mobile/, 'mobile'],
	[/banner/, 'banner'],
	[/checklist/, 'checklist'],
	[/launchpad/, 'launchpad'],
	[/embed/, 'embed'],
	[/pins?$|persistent/, 'pin'],
	[/(?<!work)flow|journey|^web/, 'flow'],
];

/**
 * Returns the entries of Studio's list that an event belongs to: one for most events, none for events that Studio
 * doesn't list, several for an NPS answer with score and feedback.
 *
 * A v2 event whose experience type is missing or unknown counts as a web flow, a mobile flow, a banner and a pin:
 * better to start a workflow for an event that Studio sent than to miss it.
 */
export function studioEventsOf(
	event: AppcuesEvent,
	attributes = new AttributeLookup(event),
): StudioEvent[] {
	const name = comparableName(event.name);
	const wires = WIRES.get(name);
	if (!wires) return [];
	const kinds = kindsOf(name, attributes);
	const matching = wires.filter(
		({ wire }) =>
			(!wire.of || kinds.includes(wire.of)) && (!wire.holds || holds(attributes, wire.holds)),
	);
	return [...new Set(matching.map(({ entry }) => entry))];
}

/** Returns whether the event is about an NPS survey, classic or NPS 2.0. */
export function isNps(event: AppcuesEvent, attributes = new AttributeLookup(event)): boolean {
	const name = comparableName(event.name);
	return name.startsWith('nps') || kindOf(attributes) === 'nps' || isSurvey(attributes);
}

/**
 * Returns whether the event is the submission of a form. Each submission has one such event: `step_interacted` and
 * `form_field_submitted` only repeat its answers. An answer to an NPS survey isn't a form.
 */
export function isFormSubmission(
	event: AppcuesEvent,
	attributes = new AttributeLookup(event),
): boolean {
	const name = comparableName(event.name);
	if (name === comparableName(STEP_INTERACTION)) return holds(attributes, 'form');
	return /^(?:(?:web)?flow)?formsubmitted$/.test(name) && kindOf(attributes) !== 'nps';
}

/** Returns the kind of experience; undefined if the event doesn't say, or says an unknown word. */
function kindOf(attributes: AttributeLookup): WireKind | undefined {
	return experienceKind(attributes.find(['experienceType', 'flowType'], nonBlankText) ?? '');
}

/** Returns the kind that a word of Appcues means, in any case, singular or plural; undefined if it's unknown. */
export function experienceKind(type: string): WireKind | undefined {
	const word = type.toLowerCase().replace(/[^a-z]/g, '');
	return KINDS.find(([pattern]) => pattern.test(word))?.[1];
}

function kindsOf(name: string, attributes: AttributeLookup): readonly WireKind[] {
	const kind = kindOf(attributes);
	if (name.startsWith('v2')) {
		if (kind) return [kind];
		return isSurvey(attributes) ? ['nps'] : POSSIBLE_KINDS;
	}
	// The events of classic flows have names of their own, which classic surveys share.
	return kind === 'nps' || kind === 'mobile' ? [kind] : ['flow'];
}

function holds(attributes: AttributeLookup, content: Content): boolean {
	const isAnswer = isSurvey(attributes) || kindOf(attributes) === 'nps';
	if (content === 'npsScore' || content === 'npsFeedback') {
		const { score, feedback } = npsAnswer(attributes);
		return isAnswer && (content === 'npsScore' ? score : feedback) !== undefined;
	}
	if (isAnswer) return false;
	const isForm = holdsForm(attributes);
	return content === 'form' ? isForm : !isForm && !isAboutInput(attributes);
}

/** An experience of another kind can hold a survey too, if an answer says that it is one. */
function isSurvey(attributes: AttributeLookup): boolean {
	const responses = surveyResponses(attributes);
	const kind = kindOf(attributes);
	if (kind === undefined || kind === 'nps') return responses.length > 0;
	return responses.some(({ type }) => type.includes('nps'));
}

function holdsForm(attributes: AttributeLookup): boolean {
	const answers = attributes.find(INTERACTION_FORM_KEYS, readFormAnswers);
	return answers !== undefined || /form.*submi/.test(interactionType(attributes));
}

/** Whether the interaction was with a field or a form, not with a button. */
const isAboutInput = (attributes: AttributeLookup): boolean =>
	/(?<![a-z])(?:form(?!at)|field|input|survey)|submi/.test(interactionType(attributes));

function interactionType(attributes: AttributeLookup): string {
	return ['interactionType', 'interactionCategory', 'interactionDataCategory']
		.map((key) => attributes.find([key], nonBlankText) ?? '')
		.join(' ')
		.toLowerCase();
}

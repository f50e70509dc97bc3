/**
 * Attributes as Appcues' SDKs send them. Everything that makes an Appcues event (the demo history, the webhook
 * samples) builds it here, so that all of them use the same keys.
 */
export type Attributes = Readonly<Record<string, unknown>>;

/** A classic flow or a classic NPS survey, as its events describe it. */
export interface ClassicFlow {
	id: string;
	name: string;
	type: 'journey' | 'nps';
	version: number;
	/** IDs. */
	steps: readonly string[];
}

/** A current Appcues experience, as its events describe it. */
export interface V2Experience {
	id: string;
	name: string;
	/** The word in the event. Only `nps` has been seen. */
	type: string;
	/** When it was published, in milliseconds. */
	version: number;
	steps: readonly string[];
}

export interface Checklist {
	id: string;
	name: string;
	items: ReadonlyArray<{ id: string; name: string }>;
}

/** An answer to one form field. */
export interface FormField {
	fieldId: string;
	fieldType: string;
	label: string;
	/** Several for a multiple choice. */
	value: string | readonly string[];
	/** All available options. */
	choices?: readonly string[];
}

/** Returns the attributes of `appcues:flow_…`. */
export function flowAttributes({ id, name, type, version }: ClassicFlow): Attributes {
	return {
		flowId: id,
		flowName: name,
		flowType: type,
		flowVersion: version,
		localeName: 'default',
	};
}

/** Returns the attributes of `appcues:step_…`. @param number from 0 */
export function stepAttributes(flow: ClassicFlow, number: number): Attributes {
	const stepId = flow.steps[number] ?? `${flow.id}-step`;
	return {
		...flowAttributes(flow),
		stepId,
		stepNumber: number,
		stepType: 'modal',
		stepChildId: `${stepId}-child`,
	};
}

/** Returns the attributes of `appcues:form_submitted`, and of the `step_interacted` that repeats it. */
export function classicForm(flow: ClassicFlow, step: number, fields: readonly FormField[]) {
	return {
		...stepAttributes(flow, step),
		interactionType: 'submit',
		interaction: { category: 'form', response: fields.map(classicField) },
	};
}

function classicField(field: FormField) {
	const { fieldId, fieldType, label } = field;
	return { fieldId, fieldType, fieldRequired: true, label, value: joined(field.value) };
}

/** Returns the attributes of `appcues:v2:experience_…`. @param instance the ID of one display */
export function experienceAttributes(experience: V2Experience, instance: string): Attributes {
	const { id, name, type, version } = experience;
	return {
		experienceId: id,
		experienceName: name,
		experienceType: type,
		experienceInstanceId: instance,
		version,
		localeName: 'default',
	};
}

/** Returns the attributes of `appcues:v2:step_…`. @param number from 0 */
export function experienceStep(
	experience: V2Experience,
	instance: string,
	number: number,
): Attributes {
	return {
		...experienceAttributes(experience, instance),
		stepId: experience.steps[number] ?? `${experience.id}-step`,
		stepType: 'modal',
		stepIndex: `${number},0`,
	};
}

/** Returns what a `v2:step_interaction` adds for a button click. */
export function buttonClick(text: string): Attributes {
	return {
		interactionType: 'Button Tapped',
		interactionData: { category: 'internal', destination: 'next', text },
	};
}

/** Returns what a `v2:step_interaction` adds for a form. */
export function v2Form(fields: readonly FormField[]): Attributes {
	return {
		interactionType: 'Form Submitted',
		interactionData: { formResponse: fields.map(v2Field) },
	};
}

/** Only a multiple choice has a position: the indexes of its options, joined in the same way. */
function v2Field(field: FormField) {
	const { fieldId, fieldType, label, value, choices = [] } = field;
	return {
		...{ fieldId, fieldType, fieldRequired: true, label, value: joined(value) },
		...(typeof value !== 'string' && {
			position: joined(value.map((choice) => String(choices.indexOf(choice)))),
		}),
	};
}

function joined(value: string | readonly string[]): string {
	return typeof value === 'string' ? value : value.join('\n');
}

/** Returns what a `v2:step_interaction` adds for an answer to an NPS 2.0 survey. */
export function surveyAnswer(
	score: number | string,
	feedback?: string,
	/** The type of the item that holds the comment. Unknown (?). */
	feedbackType = 'nps_feedback',
): Attributes {
	const text = feedback === undefined ? [] : [{ type: feedbackType, value: feedback }];
	return {
		interactionType: 'Survey Submitted',
		interactionData: { surveyResponses: [{ type: 'nps_score', value: score }, ...text] },
	};
}

/** Returns the attributes of `appcues:checklist_…`. */
export function checklistAttributes({ id, name }: Checklist): Attributes {
	return { checklistId: id, checklistName: name };
}

/** Returns the attributes of `appcues:checklist_item_…`. @param number from 0 */
export function checklistItem(checklist: Checklist, number: number): Attributes {
	const { id, name } = checklist.items[number] ?? { id: 'item', name: 'Item' };
	return { ...checklistAttributes(checklist), itemId: id, itemName: name };
}

/** Returns the attributes of `appcues:push_opened`, the only event in snake case. */
export function pushAttributes(deviceId: string): Attributes {
	return {
		push_notification_id: 'push-welcome',
		workflow_id: 'workflow-trial',
		workflow_task_id: 'workflow-trial-push',
		device_id: deviceId,
	};
}

import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../shared/util/isObject';
import type { AppcuesEvent } from '../shared/events/event';
import { comparableName } from '../shared/events/event';
import { studioEventsOf } from '../shared/events/recognize';
import { STUDIO_EVENTS } from '../shared/events/studioEvents';
import { InvalidInput } from '../shared/util/invalidInput';
import { holdsExpression } from '../shared/operation/expressions';
import { triggerExperiences } from '../shared/fields/experienceIds';
import { readStringList } from '../shared/fields/stringList';

/** In seconds. */
export const DEFAULT_TOLERANCE = 300;

/** The parameters of a trigger. */
export interface Settings {
	/** Returns whether the workflow listens to an event, by its name and content. */
	listensTo: (event: AppcuesEvent) => boolean;
	/** The experiences whose events start the workflow. If undefined, all. */
	experiences: ReadonlySet<string> | undefined;
	/** Whether calls must be signed. */
	verify: boolean;
	/** How far a call's time can be from now, in milliseconds. */
	tolerance: number;
	simplify: boolean;
}

/**
 * Reads a trigger's parameters.
 *
 * @throws {InvalidInput} for an invalid value
 */
export function readSettings(context: IHookFunctions | IWebhookFunctions): Settings {
	const parameter = (name: string): unknown => context.getNodeParameter(name, '');
	const given = parameter('options');
	const options = isObject(given) ? given : {};
	const chosen = LISTS.map(([name, label]) => readStringList(parameter(name), label));
	if (chosen.flat().length === 0) refuseEmptyExpression(context);
	const [events = [], custom = []] = chosen;
	return {
		listensTo: listener(events, custom),
		experiences: triggerExperiences(options, context.getNode().parameters),
		verify: isOn(options.verifySignature),
		tolerance: readTolerance(options.tolerance) * 1000,
		simplify: isOn(options.simplify),
	};
}

/** The parameters for event names. */
const LISTS = [
	['events', 'Events'],
	['customEvents', 'Custom Events'],
] as const;

/** Without any names, every event starts the workflow. An expression that returns nothing rarely means that. */
function refuseEmptyExpression(context: IHookFunctions | IWebhookFunctions): void {
	const { parameters } = context.getNode();
	for (const [name, label] of LISTS) {
		const value: unknown = context.getNodeParameter(name, '');
		if (Array.isArray(value) || !holdsExpression(parameters[name])) continue;
		throw new InvalidInput(
			`'${label}' is empty`,
			`Check the expression in '${label}'. For every event, it must return [].`,
		);
	}
}

/**
 * Returns the check for the events that a trigger listens to. If none are chosen, it listens to all.
 *
 * @param chosen values from Studio's list, or other names from an expression
 * @param custom names of other events
 */
function listener(chosen: readonly string[], custom: readonly string[]): Settings['listensTo'] {
	if (chosen.length + custom.length === 0) return () => true;
	const entryOf = (name: string) =>
		STUDIO_EVENTS.find(({ value }) => comparableName(value) === comparableName(name));
	const entries = new Set(chosen.flatMap((name) => entryOf(name) ?? []));
	const others = chosen.filter((name) => !entryOf(name));
	const names = new Set([...others, ...custom].map(comparableName));
	return (event) =>
		names.has(comparableName(event.name)) ||
		studioEventsOf(event).some((entry) => entries.has(entry));
}

/** Returns true unless the value is false. An expression can return it as a string. */
function isOn(value: unknown): boolean {
	return !(value === false || (typeof value === 'string' && /^\s*false\s*$/i.test(value)));
}

function readTolerance(value: unknown): number {
	if (value === undefined || value === null || value === '') return DEFAULT_TOLERANCE;
	const seconds = Number(value);
	if (Number.isFinite(seconds) && seconds > 0) return seconds;
	throw new InvalidInput(
		`'Tolerance (Seconds)' is ${JSON.stringify(value)}`,
		`Enter a number of seconds above 0, such as ${DEFAULT_TOLERANCE} for five minutes.`,
	);
}

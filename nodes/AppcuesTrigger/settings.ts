import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../shared/api/answers';
import { InvalidInput } from '../shared/invalidInput';
import { listEntries, readNames } from '../shared/node/listEntries';
import { wantedNames } from './events';
import { asText } from './facts';

/** In seconds. */
export const DEFAULT_TOLERANCE = 300;

/** The parameters of a trigger. */
export interface Settings {
	/** Comparable names of the events that start the workflow; undefined stands for all. */
	names: ReadonlySet<string> | undefined;
	/** The experiences whose events do; undefined stands for all. */
	experiences: ReadonlySet<string> | undefined;
	/** Whether calls have to be signed. */
	verify: boolean;
	/** How far a call's time may be from now, in milliseconds. */
	tolerance: number;
	simplify: boolean;
}

/**
 * Reads a trigger's parameters.
 *
 * @throws {InvalidInput} for what makes no sense
 */
export function readSettings(context: IHookFunctions | IWebhookFunctions): Settings {
	const parameter = (name: string): unknown => context.getNodeParameter(name, '');
	const given = parameter('options');
	const options = isObject(given) ? given : {};
	const experiences = listEntries(options.experienceIds ?? '').flatMap((id) => asText(id) ?? []);
	return {
		names: wantedNames(
			readNames(parameter('events'), 'Events'),
			readNames(parameter('customEvents'), 'Custom Events'),
		),
		experiences: experiences.length > 0 ? new Set(experiences) : undefined,
		verify: isOn(options.verifySignature),
		tolerance: readTolerance(options.tolerance) * 1000,
		simplify: isOn(options.simplify),
	};
}

/** On unless it is switched off: expressions may give the word. */
function isOn(value: unknown): boolean {
	return !(value === false || (typeof value === 'string' && /^\s*false\s*$/i.test(value)));
}

function readTolerance(value: unknown): number {
	if (value === undefined || value === null || value === '') return DEFAULT_TOLERANCE;
	const seconds = Number(value);
	if (Number.isFinite(seconds) && seconds > 0) return seconds;
	throw new InvalidInput(
		`'Tolerance (Seconds)' is ${JSON.stringify(value)}`,
		`Enter a number of seconds above 0; ${DEFAULT_TOLERANCE} are five minutes.`,
	);
}

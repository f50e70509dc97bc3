import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../shared/api/answers';
import { InvalidInput } from '../shared/invalidInput';
import type { FindingKind } from '../shared/checks/findings';
import { listEntries } from '../shared/checks/lists';
import { idText } from '../shared/node/idText';
import { readNames } from '../shared/node/listEntries';
import { wantedNames } from './events';

const EXPERIENCE_IDS = 'Experience IDs';

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
	const experiences = readExperienceIds(options.experienceIds ?? '');
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

/** @throws {InvalidInput} for what is no ID: without it the workflow would start for every experience, or for none */
function readExperienceIds(value: unknown): string[] {
	return listEntries(value, EXPERIENCE_IDS, { note: refuseEntry })
		.map((entry) => idText(entry, EXPERIENCE_IDS))
		.filter((id) => id !== '');
}

/** A trigger has no output to show a hint above. */
function refuseEntry(_kind: FindingKind, label: string, entry = ''): never {
	throw new InvalidInput(
		`'${label}' holds "${entry.trim().slice(0, 60)}", which is not one ID`,
		'Separate several IDs with commas or line breaks, without anything around them.',
	);
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

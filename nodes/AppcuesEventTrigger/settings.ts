import type { IPollFunctions } from 'n8n-workflow';

import type { Condition } from '../shared/api/endpoints/types';
import { eventConditions } from '../shared/events/eventNames';
import { triggerExperiences } from '../shared/fields/experienceIds';
import { readSwitch } from '../shared/fields/options';
import { InvalidInput } from '../shared/util/invalidInput';
import { isObject } from '../shared/util/isObject';

/** In minutes. */
export const DEFAULT_LOOK_BACK = 30;
const LONGEST_LOOK_BACK = 7 * 24 * 60;

/** The parameters of the trigger. */
export interface Settings {
	/** Select the events, in analytics' terms. */
	conditions: Condition[];
	/** The experiences whose events start the workflow. If undefined, all. */
	experiences: ReadonlySet<string> | undefined;
	/** How late an event may reach analytics, in seconds. */
	lookBack: number;
	simplify: boolean;
}

/**
 * Reads a trigger's parameters.
 *
 * @throws {InvalidInput} for an invalid value
 */
export function readSettings(context: IPollFunctions): Settings {
	const parameter = (name: string): unknown => context.getNodeParameter(name, '');
	const given = parameter('options');
	const options = isObject(given) ? given : {};
	return {
		conditions: eventConditions(parameter('eventNames'), context.getNode().parameters.eventNames),
		experiences: triggerExperiences(options, context.getNode().parameters),
		lookBack: readLookBack(options.lookBack) * 60,
		simplify: readSwitch(options, 'simplify', 'Simplify', true),
	};
}

function readLookBack(value: unknown): number {
	if (value === undefined || value === null || value === '') return DEFAULT_LOOK_BACK;
	const minutes = Number(value);
	if (minutes > 0 && minutes <= LONGEST_LOOK_BACK) return minutes;
	throw new InvalidInput(
		`'Look Back (Minutes)' is ${JSON.stringify(value)}`,
		`Enter a number of minutes above 0, up to ${LONGEST_LOOK_BACK} (a week).`,
	);
}

import { entryOf } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { EXPERIENCE_TYPES } from '../../../nodes/shared/fields/experienceTypes';
import type { Answer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import { type Observation, once } from '../observation.cjs';

const listed = (name: string): Observation<Answer> =>
	once(async ({ api }) => await api.get(path`/${name}`));

/** The lists of the account, by the first part of their path. */
export const LISTS: Readonly<Record<string, Observation<Answer>>> = Object.fromEntries(
	['tags', 'flows', 'segments', 'jobs', ...EXPERIENCE_TYPES.map(({ path: name }) => name)].map(
		(name) => [name, listed(name)],
	),
);

/** Returns the objects in a response that is an array. @throws {NotChecked} when there are none */
export function objectsIn({ body }: Answer, what: string): Array<Record<string, unknown>> {
	const objects = Array.isArray(body) ? body.filter(isObject) : [];
	if (objects.length === 0) throw new NotChecked(`the account has no ${what}`);
	return objects;
}

/**
 * All experiences except classic flows, each with the path of its type.
 *
 * @throws {NotChecked} when there are none
 */
export const experiences: Observation<Array<{ type: string; one: Record<string, unknown> }>> = once(
	async (context) => {
		const all = [];
		for (const { path: type } of EXPERIENCE_TYPES) {
			const { body } = await entryOf(LISTS, type)(context);
			const objects = Array.isArray(body) ? body.filter(isObject) : [];
			all.push(...objects.map((one) => ({ type, one })));
		}
		if (all.length === 0) throw new NotChecked('the account has no experiences');
		return all;
	},
);

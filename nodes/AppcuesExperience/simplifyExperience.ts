import type { IDataObject } from 'n8n-workflow';

import type { ExperienceKind } from '../shared/api/endpoints/experiences';
import { studioUrl, withStudioUrl } from '../shared/api/studioUrl';
import type { Experience } from '../shared/api/endpoints/types';
import { pick } from '../shared/fields/simplify';

/** The fields that workflows use, as for flows. */
const KEPT = [
	'id',
	'name',
	'description',
	'type',
	'published',
	'frequency',
	'tag_ids',
	'created_at',
	'updated_at',
	'url',
];

/** Larger numbers are milliseconds. As seconds, they would be after the year 5138. */
const LAST_SECOND = 1e11;

const TIMES = ['created_at', 'updated_at'];

/**
 * Returns the fields that most workflows need, in a fixed order, with times in ISO 8601 as in flows, and the page of an
 * NPS survey in Studio.
 *
 * @param hasStudio whether it's known where the account's pages are
 */
export function simplifyExperience(
	experience: Experience,
	{ path }: ExperienceKind,
	hasStudio: boolean,
): IDataObject {
	const simple = pick(experience, KEPT);
	for (const key of TIMES) {
		if (key in simple) simple[key] = isoTime(simple[key]);
	}
	const page = path === 'nps' ? path : undefined;
	return withStudioUrl(simple, studioUrl(hasStudio, page, experience.id));
}

/** Converts milliseconds since 1970 to ISO 8601, also from a string. Small numbers are seconds. Returns anything else unchanged. */
export function isoTime<T>(value: T): T | string {
	const digits = typeof value === 'string' && /^-?\d{10,}$/.test(value) ? Number(value) : value;
	if (typeof digits !== 'number') return value;
	const time = new Date(Math.abs(digits) < LAST_SECOND ? digits * 1000 : digits);
	return Number.isNaN(time.getTime()) ? value : time.toISOString();
}

import type { IDataObject } from 'n8n-workflow';

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

/** Returns the fields that most workflows need, in a fixed order, with times in ISO 8601 as in flows. */
export function simplifyExperience(experience: Experience): IDataObject {
	const simple = pick(experience, KEPT);
	for (const key of TIMES) {
		if (key in simple) simple[key] = isoTime(simple[key]);
	}
	return simple;
}

/** Converts milliseconds since 1970 to ISO 8601, also from a string. Small numbers are seconds. Returns anything else unchanged. */
export function isoTime<T>(value: T): T | string {
	const digits = typeof value === 'string' && /^-?\d{10,}$/.test(value) ? Number(value) : value;
	if (typeof digits !== 'number') return value;
	const time = new Date(Math.abs(digits) < LAST_SECOND ? digits * 1000 : digits);
	return Number.isNaN(time.getTime()) ? value : time.toISOString();
}

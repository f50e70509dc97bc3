import { type Verdict, verdict } from './assumption.cjs';
import { shape } from './answer.cjs';

/** The type of a field. Any field can also be null. */
export type FieldKind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'time' | 'ms';

const IS: Record<FieldKind, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	array: Array.isArray,
	object: (value) => typeof value === 'object' && !Array.isArray(value),
	time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && isTime(value),
	// Later than 1973. As seconds it would be the year 5138.
	ms: (value) => typeof value === 'number' && value > 1e11,
};

const isTime = (text: string) => !Number.isNaN(Date.parse(text));

/** How many objects of a list are checked. */
const MAX_CHECKED = 20;

/** Checks that every object has these fields. Additional fields are fine, and their names are reported. */
export function checkFields(
	objects: ReadonlyArray<Record<string, unknown>>,
	fields: Readonly<Record<string, FieldKind>>,
): Verdict {
	const checked = objects.slice(0, MAX_CHECKED);
	const faults = new Set(checked.flatMap((object) => mismatches(object, fields)));
	if (faults.size > 0) return verdict(false, [...faults].join('; '));
	const more = new Set(checked.flatMap(Object.keys).filter((name) => !(name in fields)));
	const besides = more.size > 0 ? `; also ${[...more].join(', ')}` : '';
	return verdict(true, `all of them in ${checked.length}${besides}`);
}

function mismatches(
	object: Record<string, unknown>,
	fields: Readonly<Record<string, FieldKind>>,
): string[] {
	return Object.entries(fields).flatMap(([name, kind]) => {
		if (!(name in object)) return [`no ${name}`];
		const value = object[name];
		return value === null || IS[kind](value) ? [] : [`${name} is ${shape(value)}, not ${kind}`];
	});
}

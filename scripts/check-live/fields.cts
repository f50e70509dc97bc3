import { type Verdict, verdict } from './assumption.cjs';
import { shape } from './answer.cjs';

/** What a field may hold beside null, which any may be. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'time' | 'ms';

const IS: Record<FieldKind, (value: unknown) => boolean> = {
	text: (value) => typeof value === 'string',
	number: (value) => typeof value === 'number',
	boolean: (value) => typeof value === 'boolean',
	list: Array.isArray,
	object: (value) => typeof value === 'object' && !Array.isArray(value),
	time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && isTime(value),
	// Later than 1973, as seconds it would be the year 5138.
	ms: (value) => typeof value === 'number' && value > 1e11,
};

const isTime = (text: string) => !Number.isNaN(Date.parse(text));

/** So many objects of a list are looked at. */
const MAX_CHECKED = 20;

/** Whether every object has these fields. More of them do no harm; their names are told. */
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

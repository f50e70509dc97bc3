import { type Sighting, judge } from './assumption.cjs';
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
const LOOKED_AT = 20;

/** Whether every object has these fields. More of them do no harm; their names are told. */
export function judgeFields(
	objects: ReadonlyArray<Record<string, unknown>>,
	fields: Readonly<Record<string, FieldKind>>,
): Sighting {
	const looked = objects.slice(0, LOOKED_AT);
	const faults = new Set(looked.flatMap((object) => faultsOf(object, fields)));
	if (faults.size > 0) return judge(false, [...faults].join('; '));
	const more = new Set(looked.flatMap(Object.keys).filter((name) => !(name in fields)));
	const besides = more.size > 0 ? `; also ${[...more].join(', ')}` : '';
	return judge(true, `all of them in ${looked.length}${besides}`);
}

function faultsOf(
	object: Record<string, unknown>,
	fields: Readonly<Record<string, FieldKind>>,
): string[] {
	return Object.entries(fields).flatMap(([name, kind]) => {
		if (!(name in object)) return [`no ${name}`];
		const value = object[name];
		return value === null || IS[kind](value) ? [] : [`${name} is ${shape(value)}, not ${kind}`];
	});
}

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/api/answers';
import { EVENT_NAME_LENGTH } from '../../shared/api/imports';
import { describeValue } from '../../shared/bulk/describeValue';
import { isoTimestamp } from '../../shared/bulk/timestamp';
import type { NamedField } from './keyField';
import { BadRow } from './row';

/** Reads what Appcues wants of every row. Each returns the value, or why the item makes no row. */

/** A text, trimmed. Numbers are taken as text, as long as they are exact. */
export function requiredId(json: IDataObject, field: NamedField): string | BadRow {
	const id = optionalId(json, field);
	return id === undefined ? missing(json, field) : id;
}

/** The same, undefined when there is nothing. */
export function optionalId(json: IDataObject, field: NamedField): string | undefined | BadRow {
	const value = valueAt(json, field.name);
	if (isBlank(value)) return undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return numericId(value, field);
	if (typeof value !== 'string') {
		return bad(field, `is ${describeValue(value)} where an ID belongs`, 'Give the ID as a text.');
	}
	return /\p{Surrogate}/u.test(value)
		? bad(field, 'holds half of a character (a lone surrogate)', 'It was cut within an emoji.')
		: value.trim();
}

function numericId(value: number, field: NamedField): string | BadRow {
	if (Number.isFinite(value) && !(Number.isInteger(value) && !Number.isSafeInteger(value))) {
		return String(value);
	}
	return bad(
		field,
		`is ${value}, a number that cannot be kept exactly`,
		'IDs this large must be texts: put them in quotes where they come from.',
	);
}

export function eventName(json: IDataObject, field: NamedField): string | BadRow {
	const value = valueAt(json, field.name);
	if (isBlank(value)) return missing(json, field);
	if (typeof value !== 'string' && typeof value !== 'number') {
		return bad(
			field,
			`is ${describeValue(value)} where a name belongs`,
			'Give the name as a text.',
		);
	}
	const name = String(value).trim();
	const { length } = [...name];
	if (length <= EVENT_NAME_LENGTH) return name;
	return bad(
		field,
		`has ${length} characters`,
		`Appcues takes event names of ${EVENT_NAME_LENGTH} characters at most.`,
	);
}

export function timestamp(json: IDataObject, field: NamedField, timeZone: string): string | BadRow {
	const value: unknown = valueAt(json, field.name);
	if (isBlank(value)) return missing(json, field);
	return (
		isoTimestamp(value, timeZone) ??
		bad(
			field,
			`is ${describeValue(value)}, which is not a time`,
			'Give it as ISO text such as 2026-11-23T10:00:00Z, as a date, or as seconds or milliseconds since 1970.',
		)
	);
}

/** The value of a field. A name with dots reaches into objects, unless there is a field of just that name. */
export function valueAt(json: object, name: string): unknown {
	let at: unknown = json;
	for (const part of Object.hasOwn(json, name) ? [name] : name.split('.')) {
		if (!isObject(at) || !Object.hasOwn(at, part)) return undefined;
		at = at[part];
	}
	return at;
}

export const isBlank = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function missing(json: IDataObject, { name, label, key }: NamedField): BadRow {
	const names = Object.keys(json);
	const found =
		names.length === 0
			? 'The item is empty.'
			: `The item's fields are: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`;
	const remedy = `'${label}' names the field that holds the ${key.holds}. ${found}`;
	return new BadRow(name, 'is empty', remedy, key);
}

const bad = (field: NamedField, reason: string, remedy: string) =>
	new BadRow(field.name, reason, remedy);

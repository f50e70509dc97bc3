import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/util/isObject';
import { EVENT_NAME_LENGTH } from '../../shared/api/endpoints/imports';
import { describeValue } from '../../shared/util/text';
import type { IdChecks, IdFault } from '../../shared/checks/ids';
import { cleanId, idFault, isPlain, noteId } from '../../shared/checks/ids';
import { noteEntry } from '../../shared/checks/lists';
import { isMistake } from '../../shared/checks/mistakes';
import { cleanName, fieldNamed, visibleName } from '../../shared/checks/names';
import { oddText } from '../../shared/checks/oddText';
import type { ReadTime } from '../../shared/checks/times';
import { readTime } from '../../shared/checks/times';
import { unwrapped } from '../../shared/checks/wrappers';
import { fieldExpression } from '../../shared/operation/expressions';
import { isRounded } from '../../shared/util/parseJson';
import type { NamedField } from './keyFields';
import type { RowItem } from './row';
import { BadRow } from './row';

/** Reads what Appcues wants of every row. Each returns the value, or why the item makes no row. */

/** A clean ID. Numbers are taken as they are written, as long as they are exact. */
export function requiredId(item: RowItem, field: NamedField): string | BadRow {
	const id = optionalId(item, field);
	return id === undefined ? missing(item.json, field) : id;
}

/** The same, undefined when there is nothing. */
export function optionalId(item: RowItem, field: NamedField): string | undefined | BadRow {
	const value = valueAt(item.json, field.name);
	if (isBlank(value)) return undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return numericId(value, field);
	if (typeof value !== 'string') {
		return bad(field, `is ${describeValue(value)} where an ID belongs`, 'Give the ID as a string.');
	}
	const id = cleanId(value);
	if (id === '') return undefined;
	const fault = id === field.name ? NAME_AS_ID : idFault(id);
	if (fault) return bad(field, fault.reason, fault.remedy);
	noteId(id, idChecks(item, field), item);
	if (!isPlain(id)) noteEntry(id, field.name, item);
	return id;
}

/** Files that were joined have the header of each. */
const NAME_AS_ID: IdFault = {
	reason: 'is the name of the column itself',
	remedy: 'If this item is a second header row, remove it.',
};

const idChecks = ({ findings }: RowItem, { name, key }: NamedField): IdChecks => ({
	findings,
	subject: name,
	ofUser: key.column === 'user_id',
});

function numericId(value: number, field: NamedField): string | BadRow {
	return Number.isFinite(value) && !isRounded(value) ? String(value) : inexact(field, value);
}

const inexact = (field: NamedField, value: unknown) =>
	bad(
		field,
		`is ${String(value)}, a number that cannot be kept exactly`,
		'Numbers this large must be strings: put them in quotes where they come from.',
	);

export function eventName(item: RowItem, field: NamedField): string | BadRow {
	const value = valueAt(item.json, field.name);
	if (isBlank(value)) return missing(item.json, field);
	if (typeof value !== 'string' && typeof value !== 'number') {
		return bad(
			field,
			`is ${describeValue(value)} where a name belongs`,
			'Give the name as a string.',
		);
	}
	if (isRounded(value)) return inexact(field, value);
	const name = cleanName(String(value));
	if (isMistake(name)) {
		return bad(
			field,
			`is "${name}", which comes from an empty or mistyped value`,
			'Check the column that the name of the event comes from.',
		);
	}
	const { length } = [...name];
	if (length > EVENT_NAME_LENGTH) {
		return bad(
			field,
			`has ${length} characters`,
			`Appcues takes event names of ${EVENT_NAME_LENGTH} characters at most.`,
		);
	}
	const odd = oddText(name);
	if (odd !== undefined) item.note(odd, field.name, name);
	return name;
}

/** Returns the time of an event. A bad one is explained with the expression that converts it. */
export function timestamp(item: RowItem, field: NamedField, timeZone: string): ReadTime | BadRow {
	const { json } = item;
	const value: unknown = valueAt(json, field.name);
	if (isBlank(value)) return missing(json, field);
	const time = readTime(value, timeZone);
	if ('iso' in time) return time;
	// Again, with the name of the field: only rows that are refused need it.
	const own = fieldNamed(json, field.name);
	const path = own === undefined ? field.name.split('.') : [own];
	const source = { value: fieldExpression(path), place: 'an Edit Fields node before this one' };
	const fault = readTime(value, timeZone, source);
	return 'iso' in fault ? fault : bad(field, fault.reason, fault.remedy);
}

/**
 * Returns the value of a field. A name with dots reaches into objects, unless there is a field of just that name. Spaces around
 * a name and what can't be seen in it make no difference. An object that stands for a value gives that value.
 */
export function valueAt(json: object, name: string): unknown {
	const value = fieldAt(json, name);
	return typeof value === 'object' && value !== null ? unwrapped(value) : value;
}

function fieldAt(json: object, name: string): unknown {
	if (Object.hasOwn(json, name)) return (json as Record<string, unknown>)[name];
	const inside = name.includes('.') ? insideAt(json, name.split('.')) : undefined;
	if (inside !== undefined) return inside;
	const field = fieldNamed(json, name);
	return field === undefined ? undefined : (json as Record<string, unknown>)[field];
}

function insideAt(json: object, path: string[]): unknown {
	let at: unknown = json;
	for (const part of path) {
		if (!isObject(at)) return undefined;
		const field = fieldNamed(at, part);
		if (field === undefined) return undefined;
		at = at[field];
	}
	return at;
}

/** Whether there is nothing in a field, or nothing but what can't be seen. */
export const isBlank = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function missing(json: IDataObject, { name, label, key }: NamedField): BadRow {
	const names = Object.keys(json).map(visibleName);
	const found =
		names.length === 0
			? 'The item is empty.'
			: `The item's fields are: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`;
	const remedy = `'${label}' names the field that holds the ${key.holds}. ${found}`;
	return new BadRow(name, 'is empty', remedy, key);
}

const bad = (field: NamedField, reason: string, remedy: string) =>
	new BadRow(field.name, reason, remedy);

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/util/isObject';
import { EVENT_NAME_LENGTH } from '../../shared/api/endpoints/imports';
import { describeValue } from '../../shared/util/text';
import type { IdChecks, IdFault } from '../../shared/checks/ids';
import { cleanId, idFault, isPlain, noteId } from '../../shared/checks/ids';
import { noteEntry } from '../../shared/checks/lists';
import { isMistake } from '../../shared/checks/mistakes';
import { cleanName, fieldNamed, isSameName, visibleName } from '../../shared/checks/names';
import { oddText } from '../../shared/checks/oddText';
import type { ReadTime } from '../../shared/checks/times';
import { readTime } from '../../shared/checks/times';
import { unwrapped } from '../../shared/checks/wrappers';
import { fieldExpression } from '../../shared/operation/expressions';
import { isRounded } from '../../shared/util/parseJson';
import type { NamedField } from './keyFields';
import type { RowItem } from './row';
import { InvalidRow } from './row';

/** Functions that read a value of a row. Each returns the value, or why the row is invalid. */

/** Returns a clean ID, also from an exact number. */
export function requiredId(item: RowItem, field: NamedField): string | InvalidRow {
	const id = optionalId(item, field);
	return id === undefined ? missing(item.json, field) : id;
}

/** The same, or undefined for an empty field. */
export function optionalId(item: RowItem, field: NamedField): string | undefined | InvalidRow {
	const value = valueAt(item.json, field.name);
	if (isBlank(value)) return undefined;
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') return numericId(value, field);
	if (typeof value !== 'string') {
		return invalid(
			field,
			`is ${describeValue(value)} instead of an ID`,
			'Use a string for the ID.',
		);
	}
	const id = cleanId(value);
	if (id === '') return undefined;
	const fault = isSameName(id, field.name) ? NAME_AS_ID : idFault(id);
	if (fault) return invalid(field, fault.reason, fault.remedy);
	noteId(id, idChecks(item, field), item);
	if (!isPlain(id)) noteEntry(id, field.name, item);
	return id;
}

/** Joined files contain the header of each. */
const NAME_AS_ID: IdFault = {
	reason: 'is the name of the column itself',
	remedy: 'If this item is a second header row, remove it.',
};

const idChecks = ({ findings }: RowItem, { name, key }: NamedField): IdChecks => ({
	findings,
	subject: name,
	ofUser: key.column === 'user_id',
});

function numericId(value: number, field: NamedField): string | InvalidRow {
	return Number.isFinite(value) && !isRounded(value) ? String(value) : inexact(field, value);
}

const inexact = (field: NamedField, value: unknown) =>
	invalid(
		field,
		`is ${String(value)}, a number that is too large to be exact`,
		'Use a string for numbers this large: put them in quotes in the data source.',
	);

export function eventName(item: RowItem, field: NamedField): string | InvalidRow {
	const value = valueAt(item.json, field.name);
	if (isBlank(value)) return missing(item.json, field);
	if (typeof value !== 'string' && typeof value !== 'number') {
		return invalid(
			field,
			`is ${describeValue(value)} instead of a name`,
			'Use a string for the name.',
		);
	}
	if (isRounded(value)) return inexact(field, value);
	const name = cleanName(String(value));
	if (isMistake(name)) {
		return invalid(
			field,
			`is "${name}", which comes from an empty or mistyped value`,
			'Check the column that the event name comes from.',
		);
	}
	const { length } = [...name];
	if (length > EVENT_NAME_LENGTH) {
		return invalid(
			field,
			`has ${length} characters`,
			`Appcues accepts event names of up to ${EVENT_NAME_LENGTH} characters.`,
		);
	}
	const odd = oddText(name);
	if (odd !== undefined) item.note(odd, field.name, name);
	return name;
}

/** Returns the time of an event. For an invalid time, the message contains an expression that converts it. */
export function timestamp(
	item: RowItem,
	field: NamedField,
	timeZone: string,
): ReadTime | InvalidRow {
	const { json } = item;
	const value: unknown = valueAt(json, field.name);
	if (isBlank(value)) return missing(json, field);
	const time = readTime(value, timeZone);
	if ('iso' in time) return time;
	// Read again with the field's name, which only the message needs.
	const own = fieldNamed(json, field.name);
	const path = own === undefined ? field.name.split('.') : [own];
	const source = { value: fieldExpression(path), place: 'an Edit Fields node before this one' };
	const fault = readTime(value, timeZone, source);
	return 'iso' in fault ? fault : invalid(field, fault.reason, fault.remedy);
}

/**
 * Returns the value of a field. A name with dots is a path, unless a field has exactly this name. Ignores spaces around
 * a name and invisible characters in it. If an object wraps a single value, returns that value.
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

/** Returns whether a value is empty or blank. */
export const isBlank = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function missing(json: IDataObject, { name, label, key }: NamedField): InvalidRow {
	const names = Object.keys(json).map(visibleName);
	const found =
		names.length === 0
			? 'The item is empty.'
			: `The item's fields are: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`;
	const remedy = `'${label}' is the name of the field with the ${key.holds}. ${found}`;
	return new InvalidRow(name, 'is empty', remedy, key);
}

const invalid = (field: NamedField, reason: string, remedy: string) =>
	new InvalidRow(field.name, reason, remedy);

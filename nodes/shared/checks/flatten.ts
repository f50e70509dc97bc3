import type { Place } from './findings';
import type { Property, PropertyChecks } from './properties';
import { isBytes, unwrapped } from './wrappers';

/** What a profile can hold: Appcues ignores lists and objects. */
export type AttributeValue = string | number | boolean | null;

/** What to do with a nested value, which Appcues ignores: spread it over dot keys, or leave it out. */
export type Nested = 'flatten' | 'drop';

/** What to do with null and blank strings. */
export type EmptyValues = 'clear' | 'send' | 'skip';

/** What to do with values that aren't sent as they are. */
export interface ValueRules {
	nested: Nested;
	/** If undefined, the user hasn't chosen: empty values are sent, and empty strings get a hint. */
	empty?: EmptyValues;
}

export interface Flattened {
	/** Flat values by name; null is kept, undefined skipped, dates are ISO text. */
	attributes: Record<string, AttributeValue>;
	/** Names whose values could not be kept. */
	dropped: string[];
}

/** What goes deeper is no attribute any more, and would end the stack. */
const DEEPEST = 50;

/** The checks that every name and value passes, and where the values come from, for the hints. */
export interface FlattenChecks {
	properties: PropertyChecks;
	place: Place;
}

interface FlattenOptions {
	checks: FlattenChecks;
	/** Own keys that are no attributes; given where the values are all fields of an item. */
	without?: ReadonlySet<string>;
	/** Where the attributes are put, behind what is there already; a new object by default. */
	into?: Flattened['attributes'];
}

/**
 * Makes attributes flat, as Appcues wants them (docs/appcues-openapi.yaml, Attributes).
 *
 * With `flatten`, `{ plan: { name: 'pro' } }` becomes `plan.name`, and a list of plain values one comma-separated
 * text. Lists of objects are dropped either way. An own key wins over one that comes of flattening, and a name over
 * one that differs from it only in what can't be seen. What Salesforce adds to its records is skipped.
 */
export function flatten(
	values: Record<string, unknown>,
	{ nested, empty }: ValueRules,
	{ checks, without, into = {} }: FlattenOptions,
): Flattened {
	const flat: Flattened = { attributes: into, dropped: [] };
	const { properties, place } = checks;
	const all: Spreading = { values, flat, without, empty, properties, place };
	const keys = Object.keys(values);
	const numbered = without && isSheetRow(all, keys[0]) ? ROW_NUMBER : undefined;
	for (const key of keys) {
		if (key === numbered || without?.has(key)) continue;
		let value = values[key];
		if (value === undefined) continue;
		const property = properties.property(key);
		if (property.hasOddName && !rename(all, property)) continue;
		if (typeof value === 'object' && value !== null) value = unwrapped(value);
		const plain = plainValue(value);
		if (plain !== undefined) put(all, property, plain);
		else if (property.isMistake(value, place) || isSalesforceType(key, value)) continue;
		else if (nested === 'drop' || typeof value !== 'object' || value === null) drop(all, property);
		else spread(all, property, value, []);
	}
	return flat;
}

interface Spreading extends FlattenChecks {
	values: Record<string, unknown>;
	flat: Flattened;
	without?: ReadonlySet<string>;
	empty: EmptyValues | undefined;
}

/** Says whether a property with an odd name can be sent, under a cleaner name if need be, and notes what happens. */
function rename({ values, flat, without, place }: Spreading, property: Property): boolean {
	const { name } = property;
	if (without?.has(name)) return false;
	const isOther = name !== property.key;
	const isTaken = isOther && (values[name] !== undefined || Object.hasOwn(flat.attributes, name));
	if (property.isNameless || isTaken) {
		property.noteUnnamed(place);
		return false;
	}
	property.noteName(place);
	return true;
}

/** Puts a nested value in, under its name or names that begin with it. */
function spread(all: Spreading, property: Property, value: object, above: object[]): void {
	const { place } = all;
	if (Array.isArray(value)) {
		const list = joined(value);
		if (list === undefined) drop(all, property);
		else if (above.length === 0 || isFree(all, property, list)) {
			value.forEach((entry) => property.noteRounded(entry, place));
			put(all, property, list);
		}
	} else if (above.length >= DEEPEST || above.includes(value) || !isPlainObject(value)) {
		drop(all, property);
	} else {
		for (const [key, inner] of Object.entries(value)) {
			if (inner === undefined || isSalesforceType(key, inner)) continue;
			spreadEntry(all, all.properties.property(`${property.name}.${key}`), inner, [
				...above,
				value,
			]);
		}
	}
}

function spreadEntry(all: Spreading, property: Property, entry: unknown, above: object[]): void {
	const { place } = all;
	const value = typeof entry === 'object' && entry !== null ? unwrapped(entry) : entry;
	const plain = plainValue(value);
	if (property.hasOddName) property.noteName(place);
	if (plain !== undefined) {
		if (isFree(all, property, plain)) put(all, property, plain);
	} else if (property.isMistake(value, place)) return;
	else if (typeof value === 'object' && value !== null) spread(all, property, value, above);
	else drop(all, property);
}

/** Salesforce puts `attributes: { type, url }` into every record, which says nothing of the record itself. */
export function isSalesforceType(key: string, value: unknown): boolean {
	return (
		key === 'attributes' &&
		isPlainObject(value) &&
		Object.keys(value).every((name) => name === 'type' || name === 'url') &&
		typeof value.type === 'string' &&
		(value.url === undefined || String(value.url).startsWith('/services/data/'))
	);
}

/** What n8n's Google Sheets node puts in front of each row. */
const ROW_NUMBER = 'row_number';

const isSheetRow = ({ values, properties }: Spreading, firstKey: string | undefined): boolean =>
	firstKey === ROW_NUMBER && properties.isSheetRow(values[ROW_NUMBER]);

/** Whether no other value has that name. Notes a value that isn't sent because of another one. */
function isFree(
	{ values, flat, without, place }: Spreading,
	property: Property,
	value: AttributeValue,
): boolean {
	const { name } = property;
	if (without?.has(name)) return false;
	const isSpread = Object.hasOwn(flat.attributes, name);
	const other = values[name] ?? (isSpread ? flat.attributes[name] : undefined);
	if (other === undefined && values[name] === undefined) return true;
	if (value !== null && value !== other) property.noteTaken(value, place);
	return false;
}

/** Puts a value in under the name of its property, unless it is a mistake or empty and to be skipped. */
function put(all: Spreading, property: Property, value: AttributeValue): void {
	const { flat, empty, place } = all;
	if (isEmpty(value, empty)) {
		if (empty === 'skip') return;
		if (empty === undefined && value === '') property.noteValue('emptyString', place);
		if (empty === 'clear') value = null;
	}
	if (property.accepts(value, place)) define(flat.attributes, property.name, value);
}

/** A string of spaces is empty too if the user chose what to do. Otherwise there is a hint about the spaces. */
const isEmpty = (value: AttributeValue, empty: EmptyValues | undefined): boolean =>
	value === null ||
	value === '' ||
	(empty !== undefined && typeof value === 'string' && value.trim() === '');

function drop({ flat, place }: Spreading, property: Property): void {
	flat.dropped.push(property.name);
	property.noteValue('notStored', place);
}

/** A name such as `__proto__` is a name like any other. */
function define(attributes: Flattened['attributes'], name: string, value: AttributeValue): void {
	if (name !== '__proto__') {
		attributes[name] = value;
		return;
	}
	Object.defineProperty(attributes, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** The value as Appcues keeps it; undefined for what it does not keep. */
function plainValue(value: unknown): AttributeValue | undefined {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value === 'bigint') return String(value);
	return isoDate(value);
}

/** Dates, and the luxon times that n8n's expressions give, as ISO text. */
function isoDate(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const { toISO } = value;
		const text: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
		return typeof text === 'string' ? text : undefined;
	}
	return undefined;
}

/** Nothing is a missing value in Appcues, not an empty text. */
function joined(list: unknown[]): string | null | undefined {
	const texts = list
		.filter((entry) => entry !== null && entry !== undefined)
		.filter((entry) => entry !== '')
		.map((entry) => plainValue(typeof entry === 'object' ? unwrapped(entry) : entry));
	if (texts.length === 0) return null;
	return texts.includes(undefined) ? undefined : texts.join(', ');
}

/**
 * An object of names and values, not a date, a map or a buffer. By its tag, as n8n's expressions may give objects of
 * another realm.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	return (
		Object.prototype.toString.call(value) === '[object Object]' &&
		typeof value === 'object' &&
		value !== null &&
		!('toISO' in value) &&
		!isBytes(value)
	);
}

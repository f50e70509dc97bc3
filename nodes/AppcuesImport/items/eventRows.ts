import { isObject } from '../../shared/util/isObject';
import { flatten, isPlainObject, isSalesforceType } from '../../shared/checks/flatten';
import { withoutFence } from '../../shared/checks/code';
import { cleanName } from '../../shared/checks/names';
import { zoneOf } from '../../shared/checks/times';
import type { ItemReader } from '../../shared/operation/itemReader';
import type { ItemSource } from '../source';
import { parseJson } from '../../shared/util/parseJson';
import type { ColumnValues } from './columns';
import { attributesOf } from './columns';
import { eventKeys, readKeyField } from './keyFields';
import type { RowItem, ToRow } from './row';
import { InvalidRow } from './row';
import { eventName, isBlank, optionalId, requiredId, timestamp, valueAt } from './values';

/** Makes rows of events. */
export function eventRows(first: ItemReader, source: ItemSource): ToRow {
	const user = readKeyField(first, eventKeys.user);
	const name = readKeyField(first, eventKeys.name);
	const time = readKeyField(first, eventKeys.time);
	const attributes = readKeyField(first, eventKeys.properties);
	const group = readKeyField(first, eventKeys.group);
	const reserved = new Set([user, name, time, group].map((field) => field.name));
	const { timeZone } = first;
	const zone = zoneOf(timeZone);
	return (item) => {
		const id = requiredId(item, user);
		if (id instanceof InvalidRow) return id;
		const event = eventName(item, name);
		if (event instanceof InvalidRow) return event;
		const at = timestamp(item, time, timeZone);
		if (at instanceof InvalidRow) return at;
		if (at.zoneless) {
			item.note('zonelessTime', time.name, String(valueAt(item.json, time.name)), zone);
		}
		const groupId = optionalId(item, group);
		if (groupId instanceof InvalidRow) return groupId;
		const given = eventAttributes(item, attributes.name, source, reserved);
		if (given instanceof InvalidRow) return given;
		return {
			kind: 'row',
			id,
			line: {
				user_id: id,
				name: event,
				timestamp: at.iso,
				...(Object.keys(given.attributes).length > 0 && { attributes: given.attributes }),
				...(groupId !== undefined && { group_id: groupId }),
			},
			absent: given.absent,
			...(given.noneFound && { noneFound: true }),
		};
	};
}

/** Returns the properties of an event: those of the object and the selected columns, or without an object, all columns. */
function eventAttributes(
	item: RowItem,
	field: string,
	source: ItemSource,
	reserved: ReadonlySet<string>,
): ColumnValues | InvalidRow {
	const { json, checks } = item;
	const value = valueAt(json, field);
	const found = objectOf(value);
	const fromSalesforce = isSalesforceType('attributes', found);
	const object = fromSalesforce ? undefined : found;
	if (!found && typeof value === 'string' && LOOKS_LIKE_JSON.test(value)) return noJson(field);
	// Anything but an object is a column like any other, so nothing is lost.
	const taken =
		object || fromSalesforce || isBlank(value) ? new Set([...reserved, field]) : reserved;
	if (!object) return attributesOf(json, source, taken, checks);
	const own = flatten(object, source.rules, { checks });
	if (!source.columns) {
		noteSkipped(item, taken);
		return own;
	}
	const columns = source.columns.filter((column) => column.field !== field);
	const others = attributesOf(json, { ...source, columns }, taken, checks);
	return {
		attributes: { ...others.attributes, ...own.attributes },
		absent: others.absent,
	};
}

/** An object in braces, or the start of one after other words. People don't write either. */
const LOOKS_LIKE_JSON = /^\s*\{[\s\S]*\}\s*$|\{\s*"/;

const noJson = (field: string) =>
	new InvalidRow(
		field,
		'is not valid JSON',
		'Check its quotes, commas and brackets, and remove anything else from the field.',
	);

/** Notes the fields of an item that are skipped because an object holds the event properties. */
function noteSkipped(item: RowItem, taken: ReadonlySet<string>): void {
	for (const [key, value] of Object.entries(item.json)) {
		const name = cleanName(key);
		if (!taken.has(key) && !taken.has(name) && !isBlank(value)) item.note('leftOutField', name);
	}
}

/** Returns an object, also from JSON in a string, as in a CSV or a spreadsheet. */
function objectOf(value: unknown): Record<string, unknown> | undefined {
	if (isPlainObject(value)) return value;
	if (typeof value !== 'string') return undefined;
	const text = withoutFence(value);
	if (!/^\s*\{[\s\S]*\}\s*$/.test(text)) return undefined;
	const parsed = parseJson(text, 'mayBeRounded');
	return isObject(parsed) ? parsed : undefined;
}

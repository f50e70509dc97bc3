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
import type { RowItem, RowReader } from './row';
import { BadRow } from './row';
import { eventName, isBlank, optionalId, requiredId, timestamp, valueAt } from './values';

/** Rows of events: see RowReaderFactory. */
export function eventRows(first: ItemReader, source: ItemSource): RowReader {
	const [user, name, time, attributes, group] = eventKeys.map((key) => readKeyField(first, key));
	const reserved = new Set([user, name, time, group].map((field) => field.name));
	const { timeZone } = first;
	const zone = zoneOf(timeZone);
	return (item) => {
		const id = requiredId(item, user);
		if (id instanceof BadRow) return id;
		const event = eventName(item, name);
		if (event instanceof BadRow) return event;
		const at = timestamp(item, time, timeZone);
		if (at instanceof BadRow) return at;
		if (at.zoneless) {
			item.note('zonelessTime', time.name, String(valueAt(item.json, time.name)), zone);
		}
		const groupId = optionalId(item, group);
		if (groupId instanceof BadRow) return groupId;
		const given = eventAttributes(item, attributes.name, source, reserved);
		if (given instanceof BadRow) return given;
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
			dropped: given.dropped,
			absent: given.absent,
			...(given.noneFound && { noneFound: true }),
		};
	};
}

/** The object, over the columns where those were selected; without an object, the columns. */
function eventAttributes(
	item: RowItem,
	field: string,
	source: ItemSource,
	reserved: ReadonlySet<string>,
): ColumnValues | BadRow {
	const { json, checks } = item;
	const value = valueAt(json, field);
	const found = objectOf(value);
	const fromSalesforce = isSalesforceType('attributes', found);
	const object = fromSalesforce ? undefined : found;
	if (!found && typeof value === 'string' && LOOKS_LIKE_JSON.test(value)) return noJson(field);
	// What is no object is a column like any other: nothing is lost.
	const taken =
		object || fromSalesforce || isBlank(value) ? new Set([...reserved, field]) : reserved;
	if (!object) return attributesOf(json, source, taken, checks);
	const own = flatten(object, source.nested, { checks });
	if (!source.columns) {
		noteLeftOut(item, taken);
		return own;
	}
	const columns = source.columns.filter((name) => name !== field);
	const others = attributesOf(json, { ...source, columns }, taken, checks);
	return {
		attributes: { ...others.attributes, ...own.attributes },
		dropped: [...others.dropped, ...own.dropped],
		absent: others.absent,
	};
}

/** An object in braces, or the first name of one behind other words. Neither is text that people write. */
const LOOKS_LIKE_JSON = /^\s*\{[\s\S]*\}\s*$|\{\s*"/;

const noJson = (field: string) =>
	new BadRow(
		field,
		'is not valid JSON',
		'Check quotes, commas and brackets in it, and that there is nothing else in the field.',
	);

/** Names the fields that an item has beside the object that holds its event's properties. */
function noteLeftOut(item: RowItem, taken: ReadonlySet<string>): void {
	for (const [key, value] of Object.entries(item.json)) {
		const name = cleanName(key);
		if (!taken.has(key) && !taken.has(name) && !isBlank(value)) item.note('leftOutField', name);
	}
}

/** An object, or one written as JSON, as a CSV or a spreadsheet has it. */
function objectOf(value: unknown): Record<string, unknown> | undefined {
	if (isPlainObject(value)) return value;
	if (typeof value !== 'string') return undefined;
	const text = withoutFence(value);
	if (!/^\s*\{[\s\S]*\}\s*$/.test(text)) return undefined;
	const parsed = parseJson(text, 'mayBeRounded');
	return isObject(parsed) ? parsed : undefined;
}

import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/api/answers';
import { flatten, isPlainObject } from '../../shared/bulk/flatten';
import type { ItemReader } from '../../shared/node/itemReader';
import type { ItemSource } from '../../shared/node/readSource';
import type { ColumnValues } from './columns';
import { attributesOf } from './columns';
import { eventKeys } from './eventKeys';
import { readKeyField } from './keyField';
import type { RowReader } from './row';
import { BadRow } from './row';
import { eventName, isBlank, optionalId, requiredId, timestamp, valueAt } from './values';

/** Rows of events: see RowReaderFactory. */
export function eventRows(first: ItemReader, source: ItemSource): RowReader {
	const [user, name, time, attributes, group] = eventKeys.map((key) => readKeyField(first, key));
	const reserved = new Set([user, name, time, group].map((field) => field.name));
	const { timeZone } = first;
	return (json) => {
		const id = requiredId(json, user);
		if (id instanceof BadRow) return id;
		const event = eventName(json, name);
		if (event instanceof BadRow) return event;
		const at = timestamp(json, time, timeZone);
		if (at instanceof BadRow) return at;
		const groupId = optionalId(json, group);
		if (groupId instanceof BadRow) return groupId;
		const given = eventAttributes(json, attributes.name, source, reserved);
		return {
			kind: 'row',
			id,
			line: {
				user_id: id,
				name: event,
				timestamp: at,
				...(Object.keys(given.attributes).length > 0 && { attributes: given.attributes }),
				...(groupId !== undefined && { group_id: groupId }),
			},
			dropped: given.dropped,
			absent: given.absent,
		};
	};
}

/** The object, over the columns where those were selected; without an object, the columns. */
function eventAttributes(
	json: IDataObject,
	field: string,
	source: ItemSource,
	reserved: ReadonlySet<string>,
): ColumnValues {
	const value = valueAt(json, field);
	const object = objectOf(value);
	// What is no object is a column like any other: nothing is lost.
	const taken = object || isBlank(value) ? new Set([...reserved, field]) : reserved;
	if (!object) return attributesOf(json, source, taken);
	const own = flatten(object, source.nested);
	if (!source.columns) return own;
	const columns = source.columns.filter((name) => name !== field);
	const others = attributesOf(json, { ...source, columns }, taken);
	return {
		attributes: { ...others.attributes, ...own.attributes },
		dropped: [...others.dropped, ...own.dropped],
		absent: others.absent,
	};
}

/** An object, or one written as JSON, as a CSV or a spreadsheet has it. */
function objectOf(value: unknown): Record<string, unknown> | undefined {
	if (isPlainObject(value)) return value;
	if (typeof value !== 'string' || !/^\s*\{[\s\S]*\}\s*$/.test(value)) return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

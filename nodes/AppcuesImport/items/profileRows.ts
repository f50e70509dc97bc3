import type { Attributes } from '../../shared/api/endpoints/types';
import { attributesOf } from './columns';
import type { KeyField } from './keyFields';
import { readKeyField } from './keyFields';
import type { RowReaderFactory } from './row';
import { BadRow } from './row';
import { requiredId } from './values';

/** Rows of profiles, of users or of groups: the ID and the attributes side by side. */
export function profileRows(key: KeyField): RowReaderFactory {
	return (first, source) => {
		const field = readKeyField(first, key);
		const { column } = key;
		// Appcues wants the ID under its own name: a field of the item that is called so gives way.
		const reserved = new Set([field.name, column]);
		const columns = source.columns?.filter((name) => name !== column);
		const mayDisplace =
			field.name !== column && (!source.columns || source.columns.includes(column));
		const attributes = { ...source, columns };
		return (item) => {
			const { json } = item;
			const id = requiredId(item, field);
			if (id instanceof BadRow) return id;
			const line: Attributes = { [column]: id };
			const given = attributesOf(json, attributes, reserved, item.checks, line);
			const displaced = mayDisplace && json[column] !== undefined;
			return {
				kind: 'row',
				id,
				line,
				dropped: given.dropped,
				absent: given.absent,
				...(given.noneFound && { noneFound: true }),
				...(displaced && { displaced: column }),
			};
		};
	};
}

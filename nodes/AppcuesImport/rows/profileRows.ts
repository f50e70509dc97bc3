import { attributesOf } from './columns';
import type { KeyField } from './keyField';
import { readKeyField } from './keyField';
import type { RowReaderFactory } from './row';
import { BadRow } from './row';
import { requiredId } from './values';

/** Rows of profiles, of users or of groups: the ID and the attributes side by side. */
export function profileRows(key: KeyField): RowReaderFactory {
	return (first, source) => {
		const field = readKeyField(first, key);
		const reserved = new Set([field.name]);
		return (json) => {
			const id = requiredId(json, field);
			if (id instanceof BadRow) return id;
			const { attributes, dropped, absent } = attributesOf(json, source, reserved);
			const displaced = field.name !== key.column && Object.hasOwn(attributes, key.column);
			delete attributes[key.column];
			return {
				kind: 'row',
				id,
				line: { [key.column]: id, ...attributes },
				dropped,
				absent,
				...(displaced && { displaced: key.column }),
			};
		};
	};
}

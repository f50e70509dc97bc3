import type { Attributes } from '../../shared/api/endpoints/types';
import type { MappedColumn } from '../columnMap';
import { MAP_LABEL, rejectMappedId } from '../columnMap';
import { attributesOf } from './columns';
import type { KeyField } from './keyFields';
import { readKeyField } from './keyFields';
import type { ToRowFactory } from './row';
import { InvalidRow } from './row';
import { requiredId } from './values';

/** Makes rows of users or groups: the ID and the properties side by side. */
export function profileRows(key: KeyField): ToRowFactory {
	return (first, source) => {
		const field = readKeyField(first, key);
		const { column } = key;
		// In Appcues, the ID has this name. It overwrites a field of the item with the same name.
		const reserved = new Set([field.name, column]);
		if (source.columnsLabel === MAP_LABEL) rejectMappedId(source.columns ?? [], field, column);
		const isId = ({ property }: MappedColumn) => property === column;
		const columns = source.columns?.filter((each) => !isId(each));
		const mayDisplace = field.name !== column && (!source.columns || source.columns.some(isId));
		const attributes = { ...source, columns };
		return (item) => {
			const { json } = item;
			const id = requiredId(item, field);
			if (id instanceof InvalidRow) return id;
			const line: Attributes = { [column]: id };
			const given = attributesOf(json, attributes, reserved, item.checks, line);
			const displaced = mayDisplace ? String(json[column] ?? '').trim() : '';
			if (displaced !== '' && displaced !== id) item.note('displacedId', column, displaced);
			return {
				kind: 'row',
				id,
				line,
				absent: given.absent,
				...(given.noneFound && { noneFound: true }),
			};
		};
	};
}

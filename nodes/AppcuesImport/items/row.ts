import type { Attributes } from '../../shared/api/endpoints/types';
import type { AttributeValue } from '../../shared/checks/flatten';
import { visibleName } from '../../shared/checks/names';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { ItemReader } from '../../shared/operation/itemReader';
import type { ItemSource } from '../source';
import type { KeyField } from './keyFields';

/** An item in Appcues' format. */
export interface Row {
	kind: 'row';
	/** The ID of the user or the group. */
	id: string;
	/** A line of NDJSON. */
	line: Record<string, AttributeValue | Attributes>;
	/** The selected columns that the item doesn't have. */
	absent?: string[];
	/** Whether the item has none of the selected columns. */
	noneFound?: boolean;
}

/** An item that can't be a row. */
export class InvalidRow extends InvalidInput {
	readonly kind = 'invalid';

	constructor(
		/** The field with the invalid value, as the items name it. */
		readonly field: string,
		readonly reason: string,
		remedy: string,
		/** Set if the field is empty. */
		readonly missing?: KeyField,
	) {
		super(`'${visibleName(field)}' ${reason}`, remedy);
		this.name = 'InvalidRow';
	}
}

/** The source of a row: an item's JSON, and where to note what looks wrong in it. */
export type RowItem = Pick<ItemReader, 'json' | 'item' | 'findings' | 'checks' | 'note'>;

/** Converts an item to a row. */
export type ToRow = (item: RowItem) => Row | InvalidRow;

/** Reads the parameters for all rows, once. */
export type ToRowFactory = (first: ItemReader, source: ItemSource) => ToRow;

import type { Attributes } from '../../shared/api/endpoints/types';
import type { AttributeValue } from '../../shared/checks/flatten';
import { visibleName } from '../../shared/checks/names';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { ItemReader } from '../../shared/operation/itemReader';
import type { ItemSource } from '../source';
import type { KeyField } from './keyFields';

/** An item as Appcues gets it. */
export interface Row {
	kind: 'row';
	/** Of the user or the group. */
	id: string;
	/** A line of NDJSON. */
	line: Record<string, AttributeValue | Attributes>;
	/** Names whose values Appcues would ignore. */
	dropped: string[];
	/** Selected columns that the item does not have. */
	absent?: string[];
	/** The item has none of the selected columns. */
	noneFound?: boolean;
	/** A column that gave way to the ID, which Appcues wants under its name. */
	displaced?: string;
}

/** An item that makes no row. */
export class BadRow extends InvalidInput {
	readonly kind = 'bad';

	constructor(
		/** The field that is to blame, as the items call it. */
		readonly field: string,
		readonly reason: string,
		remedy: string,
		/** Set when there is nothing in the field: which one was looked for. */
		readonly missing?: KeyField,
	) {
		super(`'${visibleName(field)}' ${reason}`, remedy);
		this.name = 'BadRow';
	}
}

/** What a row is made of: an item's JSON, and where to note what looks wrong in it. */
export type RowItem = Pick<ItemReader, 'json' | 'item' | 'findings' | 'checks' | 'note'>;

/** Makes a row of an item. */
export type RowReader = (item: RowItem) => Row | BadRow;

/** Reads the parameters that say how rows are made, once. */
export type RowReaderFactory = (first: ItemReader, source: ItemSource) => RowReader;

import type { IDataObject } from 'n8n-workflow';

import { fromJson } from '../../shared/events/attributes';
import { isRow } from '../../shared/exports/rowFormat';

/** In a CSV, each property has a column. */
const COLUMN = 'identity.';

/** Returns the snapshot of the user's profile in a row of an export: its `identity`, or the one in the attributes. */
export function readProfile(row: IDataObject): IDataObject | undefined {
	const columns = Object.entries(row).filter(([name]) => name.startsWith(COLUMN));
	const attributes = fromJson(row.attributes);
	return [
		fromJson(row.identity),
		Object.fromEntries(columns.map(([name, value]) => [name.slice(COLUMN.length), value])),
		isRow(attributes) ? fromJson(attributes._identity) : undefined,
	].find((profile): profile is IDataObject => isRow(profile) && Object.keys(profile).length > 0);
}

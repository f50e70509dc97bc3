import type { Noter } from '../checks/lists';
import { readStringList } from './stringList';

/**
 * Names of input fields. When a user drags a field into a parameter with `requiresDataPath`, n8n inserts its path:
 * `plan`, `company.name`, `['Company Name']`, `company['Legal Name']`.
 */

/** A step in quotes. n8n escapes only quotes. */
const QUOTED_STEP = /\['((?:\\'|[^'])*)'\]/g;

/** An entry of a list of paths: up to a comma outside quotes. */
const PATH = /(?:\['(?:\\'|[^'])*'\]|[^,])+/g;

/** Returns the name of a field as the node has it, with dots between the names of nested fields: `company.Legal Name`. */
export const plainFieldName = (path: string): string =>
	path
		.trim()
		.replace(
			QUOTED_STEP,
			(_, name: string, index: number) => `${index > 0 ? '.' : ''}${name.replaceAll("\\'", "'")}`,
		);

/** Reads a list of names of fields. @throws {InvalidInput} as {@link readStringList} */
export function readFieldNames(value: unknown, label: string, noter?: Noter): string[] {
	const isDragged = typeof value === 'string' && value.search(QUOTED_STEP) >= 0;
	const names = isDragged ? (value.match(PATH) ?? []).map(plainFieldName) : value;
	return readStringList(names, label, noter);
}
